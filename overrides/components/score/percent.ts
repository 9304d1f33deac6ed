/**
 * Basis points as a percentage with at most one decimal, without the sign: 6250 → "62.5".
 * Half up, but never up to a whole percent: levels start there, and 59.96 % must not read 60.
 */
export function percent(bp: number): string {
  const tenths = Math.floor((bp + 5) / 10);
  const reached = tenths % 10 === 0 && tenths * 10 > bp ? tenths - 1 : tenths;
  return String(reached / 10);
}
