import { normalise, originsOf } from "./normalise.ts";
import { segments } from "./words.ts";

/** One entry of the index: a page, or a heading on it with the text below; all plain text. */
export interface Entry {
  location: string;
  title: string;
  text: string;
}

/** Text as readers see it and as it is compared, with what is worked out on demand. */
export class Searchable {
  readonly normal: string;
  #origins: number[] | undefined;
  #words: Set<number> | undefined;

  constructor(readonly source: string) {
    this.normal = normalise(source);
  }

  /** For each index of `normal`, where in `source` it comes from. */
  get origins(): number[] {
    return (this.#origins ??= originsOf(this.source));
  }

  /** Where words of `source` start; empty in a browser that cannot tell. */
  get words(): Set<number> {
    return (this.#words ??= new Set(segments(this.source).map(({ index }) => index)));
  }

  /** Where the term starts in `normal`, in order; overlapping hits count. */
  hits(term: string, most = Infinity): number[] {
    const found: number[] = [];
    let at = this.normal.indexOf(term);
    for (; at >= 0 && found.length < most; at = this.normal.indexOf(term, at + 1)) found.push(at);
    return found;
  }
}

export interface Section {
  location: string;
  title: Searchable;
  text: Searchable;
}

/** The first section is the page itself, the others are its headings. */
export type Page = readonly [Section, ...Section[]];

/** Entries grouped by page, in the order of the index. */
export function pagesOf(entries: readonly Entry[]): Page[] {
  const pages = new Map<string, [Section, ...Section[]]>();
  for (const entry of entries) {
    const [address = ""] = entry.location.split("#");
    const page = pages.get(address);
    if (page) page.push(section(entry));
    else pages.set(address, [section({ ...entry, location: address })]);
  }
  return [...pages.values()];
}

function section({ location, title, text }: Entry): Section {
  return { location, title: new Searchable(title), text: new Searchable(text) };
}
