import { normalise } from "./normalise.ts";
import { segments } from "./words.ts";

/** A term is not cut shorter than this. */
const STEM = 5;

/** What a page must hold, in the form that is compared. */
export interface Query {
  terms: readonly string[];
  /** The whole query, for pages that hold it as it was typed. */
  phrase: string;
}

/** Ever looser ways to understand the query, for when the stricter ones find nothing. */
export function* readings(typed: string): Generator<Query> {
  const query = queryOf(typed);
  yield query;
  yield { ...query, terms: termsIn(query.terms.flatMap(wordsIn)) };
  yield { ...query, terms: query.terms.map((term) => shortened(term, 1)) };
  yield { ...query, terms: query.terms.map((term) => shortened(term, 2)) };
}

/** The terms of a query are what stands between its spaces. */
function queryOf(typed: string): Query {
  return { terms: termsIn(typed.split(/[\s"“”]+/)), phrase: normalise(typed) };
}

/** Several words may stand in a term: Thai is typed without spaces between them. */
function wordsIn(term: string): string[] {
  return segments(term).flatMap(({ segment, isWordLike }) => (isWordLike ? segment : []));
}

/** Without its end, which is where spellings differ and slips are made. */
function shortened(term: string, cut: number): string {
  return term.length < STEM + cut ? term : term.slice(0, -cut);
}

/** Outer dots go, because those inside an abbreviation went; what has no letter says nothing. */
function termsIn(parts: readonly string[]): string[] {
  const terms = parts.map((part) => normalise(part).replace(/^\.+|\.+$/g, ""));
  return [...new Set(terms.filter((term) => /[\p{L}\p{N}]/u.test(term)))];
}
