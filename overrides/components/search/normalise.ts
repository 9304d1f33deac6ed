type Rule = readonly [pattern: RegExp, by: (...found: string[]) => string];

/**
 * Every way of typing the same text becomes one, in this order; a rule may rely on those above it.
 * Thai marks are written as escapes, since a mark without its consonant cannot be read.
 */
const RULES: readonly Rule[] = [
  // soft hyphen, zero-width space and joiners, direction marks, word joiner, byte order mark
  [/[\u00ad\u200b-\u200f\u2060\ufeff]+/g, () => ""],
  // spaces beside Thai are a matter of taste; queries are cut at spaces before they come here
  [/\s+/g, () => ""],
  // the one letter whose small form is longer than itself
  [/\u0130/g, () => "I"],
  [/[a-z][\u0300-\u036f]+/gi, (letter = "") => letter.normalize("NFC")],
  // SARA E twice for SARA AE
  [/\u0e40\u0e40/g, () => "\u0e41"],
  // NIKHAHIT and SARA AA for SARA AM, with marks in between
  [/\u0e4d([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*)\u0e32/g, (_, marks = "") => `${marks}\u0e33`],
  // marks typed twice, or in another order than they are read
  [
    /[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]{2,}/g,
    (marks = "") => (DISORDERED.test(marks) ? ordered(marks) : marks),
  ],
  // the dots inside an abbreviation
  [/([\u0e01-\u0e2e])\.(?=[\u0e01-\u0e2e])/g, (_, letter = "") => letter],
  [/[\u2010-\u2015\u2212]/g, () => "-"],
  [/[๐-๙]/g, (digit = "") => String(digit.charCodeAt(0) - 0x0e50)],
];

/** A tone or other mark before a vowel sign, anything after SARA AM, the same mark twice. */
const DISORDERED = /[\u0e47-\u0e4e][\u0e31\u0e34-\u0e3a]|\u0e33.|(.)\1/;

function ordered(marks: string): string {
  return [...marks]
    .sort((a, b) => rank(a) - rank(b))
    .filter((mark, at, all) => mark !== all[at - 1])
    .join("");
}

/** Vowel signs come first, then tone and other marks, then SARA AM. */
function rank(mark: string): number {
  if (mark === "\u0e33") return 2;
  return mark < "\u0e47" ? 0 : 1;
}

/** The form of a text that is compared. Normalising twice changes nothing. */
export function normalise(source: string): string {
  return RULES.reduce((text, rule) => text.replace(...rule), source).toLowerCase();
}

/**
 * For each index of the normal form the index in `source` of what stands there, and the length of
 * `source` as the last entry.
 */
export function originsOf(source: string): number[] {
  let text = source;
  let origins = Array.from({ length: source.length + 1 }, (_, at) => at);
  for (const rule of RULES) [text, origins] = traced(text, rule, origins);
  return origins;
}

/** Replaces, and moves the origins along with the text. */
function traced(text: string, [pattern, by]: Rule, origins: number[]): [string, number[]] {
  const moved: number[] = [];
  let done = 0;
  const made = text.replace(pattern, (match: string, ...rest: (string | number)[]) => {
    const start = rest.at(-2) as number;
    const part = by(match, ...(rest.slice(0, -2) as string[]));
    while (done < start) moved.push(origins[done++]!);
    for (let at = 0; at < part.length; at++) moved.push(origins[start + at]!);
    done = start + match.length;
    return part;
  });
  if (!done) return [text, origins];
  while (done < origins.length) moved.push(origins[done++]!);
  return [made, moved];
}
