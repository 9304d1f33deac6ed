import type { Searchable } from "./corpus.ts";

/** Characters of a teaser before the first hit, and in all. */
const LEAD = 40;
const LENGTH = 200;
/** Hits of each term that are weighed against each other. */
const WEIGHED = 20;

/** What must not be torn from the letter before it: combining marks and SARA AM. */
const ATTACHED = /[\p{M}\u0e33]/u;
const TRAILING = /[\s.]/;
const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The whole text as HTML, with the terms marked. */
export function marked(text: Searchable, terms: readonly string[]): string {
  return html(text, terms, 0, text.source.length);
}

/** The part of the text that holds most of the terms, as HTML, with the terms marked. */
export function teaser(text: Searchable, terms: readonly string[]): string {
  const { source } = text;
  const hit = bestPlace(text, terms);
  const from = hit > LEAD ? opening(source, hit) : 0;
  const to = from + LENGTH < source.length ? closing(source, from + LENGTH) : source.length;
  return (from ? "…" : "") + html(text, terms, from, to) + (to < source.length ? "…" : "");
}

/** The first hit after which the most terms follow within the teaser. */
function bestPlace(text: Searchable, terms: readonly string[]): number {
  const near = (at: number): number =>
    terms.filter((term) => {
      const next = text.normal.indexOf(term, at);
      return next >= 0 && next < at + LENGTH - LEAD;
    }).length;
  const hits = terms.flatMap((term) => text.hits(term, WEIGHED));
  const places = hits.map((at) => ({ at, terms: near(at) }));
  const [best] = places.sort((a, b) => b.terms - a.terms || a.at - b.at);
  return best ? text.origins[best.at]! : 0;
}

/** Where a teaser may start: after a space if there is one, else before a whole letter. */
function opening(source: string, hit: number): number {
  const space = source.slice(hit - LEAD, hit).indexOf(" ");
  return space < 0 ? letterStart(source, hit - LEAD) : hit - LEAD + space + 1;
}

function closing(source: string, end: number): number {
  const space = source.slice(end - LEAD, end).lastIndexOf(" ");
  return space < 0 ? letterStart(source, end) : end - LEAD + space;
}

function letterStart(source: string, at: number): number {
  while (at > 0 && ATTACHED.test(source[at]!)) at--;
  return at;
}

function html(text: Searchable, terms: readonly string[], from: number, to: number): string {
  const { source } = text;
  const hit = hitsBetween(text, terms, from, to);
  let made = "";
  for (let at = from, end = from; at < to; at = end) {
    do end++;
    while (end < to && hit[end - from] === hit[at - from]);
    const part = escaped(source.slice(at, end));
    made += hit[at - from] ? `<mark data-md-highlight>${part}</mark>` : part;
  }
  return made;
}

/** 1 for each character of source[from..to) that belongs to a hit; letters stay whole. */
function hitsBetween(
  text: Searchable,
  terms: readonly string[],
  from: number,
  to: number,
): Uint8Array {
  const { source, origins } = text;
  const hit = new Uint8Array(to - from);
  for (const term of terms) {
    for (const at of text.hits(term)) {
      const start = letterStart(source, origins[at]!);
      if (start >= to) break;
      let end = origins[at + term.length]!;
      while (TRAILING.test(source[end - 1]!)) end--;
      while (end < to && ATTACHED.test(source[end]!)) end++;
      hit.fill(1, Math.max(start - from, 0), Math.max(end - from, 0));
    }
  }
  return hit;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char]!);
}
