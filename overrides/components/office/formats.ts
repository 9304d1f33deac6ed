/** What numbers of a workbook are meant as, told by how they are shown. */
import { child, inside } from "./xml.ts";

export type Format = "date" | "percent" | "";

/** Formats of days that every program has built in. */
const DATES = /^(1[4-7]|22|2[789]|3[0-6]|5[0-8])$/;
const PERCENTS = /^(9|10)$/;
/** Of a written format: what is no placeholder. */
const QUOTED = /"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi;

/** Of each style of cells. */
export function formatsOf(styles: Document): Format[] {
  const own = new Map(
    inside(styles, "numFmt").map((each) => [
      each.getAttribute("numFmtId") ?? "",
      each.getAttribute("formatCode") ?? "",
    ]),
  );
  const root = child(styles.documentElement, "cellXfs");
  return [...(root?.children ?? [])].map((each) => {
    const id = each.getAttribute("numFmtId") ?? "";
    return formatOf(id, own.get(id));
  });
}

function formatOf(id: string, code: string | undefined): Format {
  if (code === undefined) return DATES.test(id) ? "date" : PERCENTS.test(id) ? "percent" : "";
  const plain = code.replace(QUOTED, "");
  if (/[yb]|d.*m|m.*d/i.test(plain)) return "date";
  return plain.includes("%") ? "percent" : "";
}
