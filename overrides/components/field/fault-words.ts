import type { Fault } from "../form/validate.ts";
import type { Words } from "../form/words.ts";

/** Kinds that say in their own words how they are written. */
const WRITTEN = ["date", "email", "number", "phone"] as const;
const CHOSEN: readonly string[] = ["kind", "choice", "choices", "province", "yes-no"];

/** A fault in words, with the title of what is at fault before it; no title: for beside it. */
export function faultText(
  words: Words,
  { keyword, limit = "" }: Pick<Fault, "keyword" | "limit">,
  title = "",
  kind = "",
): string {
  return titled(words, title, words.say(nameOf(keyword, kind), { limit: limit.toLocaleString("en") }));
}

/** Whatever is said about something with a title. */
export function titled(words: Words, title: string, text: string): string {
  return title ? words.say("field-titled", { title, text }) : text;
}

function nameOf(keyword: Fault["keyword"], kind: string): Parameters<Words["say"]>[0] {
  if (keyword === "required" && CHOSEN.includes(kind)) return "field-choose";
  if (keyword === "format" || keyword === "pattern" || keyword === "type") {
    const written = WRITTEN.find((each) => each === kind);
    if (written) return `field-${written}`;
    if (kind === "province") return "field-oneof";
  }
  return `field-${keyword.toLowerCase() as Lowercase<Fault["keyword"]>}`;
}
