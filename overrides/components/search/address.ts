/** The index of the site whose folder assets/ holds the given script. */
export function indexAddress(script: string): string {
  return new URL("../search/search_index.json", script).href;
}
