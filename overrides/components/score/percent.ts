/**
 * Basis points as a percentage with at most one decimal, without the sign: 6250 → "62.5".
 * Half up, but never up to a whole percent: levels start there, and 59.96 % must not read 60.
 */
export function percent(bp: number): string {
  const tenth = Math.min(9, Math.floor(((bp % 100) + 5) / 10));
  return String(Math.floor(bp / 100) + tenth / 10);
}
