import type { Page, Searchable, Section } from "./corpus.ts";
import type { Query } from "./query.ts";

/** Points of one term: in the page's title, in a heading, in the text (and once for each hit). */
const TITLE = 60;
const HEADING = 20;
const TEXT = 4;
/** Hits beyond this number say nothing more. */
const MANY = 5;
/** All terms side by side, in the order they were typed. */
const PHRASE = 10;
/** Pages near the top that are worth asking where words start, and hits asked in each text. */
const REFINED = 30;
const ASKED = 5;

export interface Ranked {
  page: Page;
  /** Points of each section of the page, in its order. */
  points: number[];
  total: number;
}

/** Pages that hold all the terms, best first; equal ones in the order of the index. */
export function ranked(pages: readonly Page[], query: Query): Ranked[] {
  if (!query.terms.length) return [];
  const found = pages.flatMap((page) => rankedPage(page, query, points) ?? []);
  const top = found.sort(byTotal).splice(0, REFINED);
  const again = top.flatMap(({ page }) => rankedPage(page, query, refined) ?? []);
  return [...again.sort(byTotal), ...found];
}

const byTotal = (a: Ranked, b: Ranked): number => b.total - a.total;

type Points = (section: Section, term: string, first: boolean) => number;

/** Nothing when a term is missing from the page. */
function rankedPage(page: Page, { terms, phrase }: Query, of: Points): Ranked | undefined {
  const points = page.map(() => 0);
  let total = 0;
  for (const term of terms) {
    let best = 0;
    page.forEach((section, at) => {
      const here = of(section, term, !at);
      points[at]! += here;
      best = Math.max(best, here);
    });
    if (!best) return undefined;
    total += best;
  }
  if (terms.length > 1 && holds(page, phrase)) total += PHRASE;
  return { page, points, total };
}

function points(section: Section, term: string, first: boolean): number {
  if (section.title.normal.includes(term)) return first ? TITLE : HEADING;
  const hits = section.text.hits(term, MANY).length;
  return hits && TEXT + hits;
}

/** The same, and up to half as much again when the hit starts a word or is one. */
function refined(section: Section, term: string, first: boolean): number {
  const plain = points(section, term, first);
  const text = plain < HEADING ? section.text : section.title;
  return plain && plain * (1 + wordness(text, term) / 4);
}

/** 2 for a whole word, 1 for the start of one, 0 for a hit inside a word. */
function wordness(text: Searchable, term: string): number {
  const { words, origins } = text;
  const of = (at: number): number =>
    words.has(origins[at]!) ? 1 + Number(words.has(origins[at + term.length]!)) : 0;
  return Math.max(0, ...text.hits(term, ASKED).map(of));
}

function holds(page: Page, phrase: string): boolean {
  return page.some(({ title, text }) =>
    [title, text].some(({ normal }) => normal.includes(phrase)),
  );
}
