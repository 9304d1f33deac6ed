/** Days as workbooks count them. */

const DAY = 86_400_000;
const DAY_0 = Date.UTC(1899, 11, 30);
/** They count a 29 February 1900, which was none. */
const NO_DAY = 60;
/** Some count from there. */
const TO_1904 = 1462;
/** 31 December 9999. */
const LAST = 2_958_465;

/** yyyy-mm-dd, hours left out; empty: none. */
export function dayOf(serial: number, is1904: boolean): string {
  const days = Math.trunc(serial) + (is1904 ? TO_1904 : 0);
  if (!(days >= 1 && days <= LAST) || days === NO_DAY) return "";
  return new Date(DAY_0 + (days < NO_DAY ? days + 1 : days) * DAY).toISOString().slice(0, 10);
}

/** Of a yyyy-mm-dd; undefined: of none that all programs count alike. */
export function serialOf(iso: string): number | undefined {
  const days = (Date.parse(iso) - DAY_0) / DAY;
  return Number.isInteger(days) && days > NO_DAY ? days : undefined;
}
