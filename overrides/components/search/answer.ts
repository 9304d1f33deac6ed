import type { Page, Section } from "./corpus.ts";
import { escaped, marked, teaser } from "./excerpt.ts";
import { readings } from "./query.ts";
import { ranked } from "./ranking.ts";
import type { Ranked } from "./ranking.ts";

/** A line of the result list as the theme draws it; title and text are HTML. */
export interface Item {
  location: string;
  title: string;
  text: string;
  score: number;
  terms: Record<string, boolean>;
}

/** Pages that come with marks and teasers; those below are listed by their title alone. */
const EXCERPTED = 50;

/** Per page found the page and its sections that hold a term, best first. */
export function answer(pages: readonly Page[], typed: string): Item[][] {
  for (const query of readings(typed)) {
    const found = ranked(pages, query);
    if (found.length) return items(found, query.terms);
  }
  return [];
}

function items(found: readonly Ranked[], terms: readonly string[]): Item[][] {
  return found.map((page, at) => (at < EXCERPTED ? excerpts(page, terms) : [bare(page)]));
}

function excerpts({ page, points }: Ranked, terms: readonly string[]): Item[] {
  return page
    .map((section, at) => ({ section, score: points[at]! }))
    .filter(({ score }, at) => !at || score)
    .sort((a, b) => b.score - a.score)
    .map(({ section, score }) => excerpt(section, score, terms));
}

function excerpt(section: Section, score: number, terms: readonly string[]): Item {
  const { location, title, text } = section;
  const held = terms.filter((term) => title.normal.includes(term) || text.normal.includes(term));
  return {
    location,
    title: marked(title, held),
    text: teaser(text, held),
    score,
    terms: Object.fromEntries(held.map((term) => [term, true])),
  };
}

function bare({ page: [{ location, title }], total }: Ranked): Item {
  return { location, title: escaped(title.source), text: "", score: total, terms: {} };
}
