import type { Words } from "../form/words.ts";

const DAY = 24 * 60 * 60 * 1000;

/** When something was, as one says it today: at 10:42, yesterday at 16:05, else with the day. */
export function when(words: Words, at: number): string {
  const moment = new Date(at);
  const day = moment.toDateString();
  const isBefore = (milliseconds: number): boolean =>
    new Date(Date.now() - milliseconds).toDateString() === day;
  const time = [moment.getHours(), moment.getMinutes()]
    .map((number) => String(number).padStart(2, "0"))
    .join(":");
  if (isBefore(0)) return words.say("draft-today", { time });
  if (isBefore(DAY)) return words.say("draft-yesterday", { time });
  return words.say("draft-day", { date: words.date(moment), time });
}
