import { normalise } from "./normalise.ts";
import { segments } from "./words.ts";

/** What a page must hold, in the form that is compared. */
export interface Query {
  terms: readonly string[];
  /** The whole query, for pages that hold it as it was typed. */
  phrase: string;
}

/** The terms of a query are what stands between its spaces. */
export function queryOf(typed: string): Query {
  return { terms: termsIn(typed.split(/[\s"“”]+/)), phrase: normalise(typed) };
}

/** The same query with its terms cut into words: Thai is typed without spaces between them. */
export function loosened({ terms, phrase }: Query): Query {
  const words = terms.flatMap((term) => segments(term).filter(({ isWordLike }) => isWordLike));
  return { terms: termsIn(words.map(({ segment }) => segment)), phrase };
}

/** Outer dots go, because those inside an abbreviation went; what has no letter says nothing. */
function termsIn(parts: readonly string[]): string[] {
  const terms = parts.map((part) => normalise(part).replace(/^\.+|\.+$/g, ""));
  return [...new Set(terms.filter((term) => /[\p{L}\p{N}]/u.test(term)))];
}
