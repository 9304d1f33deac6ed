import type { Answers } from "../score/score.ts";

/** What is filled in, by control name; hidden questions included, blanks left out. */
export function answersIn(form: HTMLFormElement): Answers {
  const answers = new Map<string, string>();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim()) answers.set(name, value.trim());
  }
  return answers;
}
