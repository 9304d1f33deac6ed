import type { Words } from "../form/words.ts";

const DAY = 24 * 60 * 60 * 1000;

/** When something was, as one says it today: at 10:42, yesterday at 16:05, else with the day. */
export function when(words: Words, at: number): string {
  const date = words.date(new Date(at));
  const time = new Date(at).toLocaleTimeString("th", { timeStyle: "short" });
  const before = (milliseconds: number): string => words.date(new Date(Date.now() - milliseconds));
  const name = date === before(0) ? "today" : date === before(DAY) ? "yesterday" : "day";
  return words.say(`draft-${name}`, { date, time });
}
