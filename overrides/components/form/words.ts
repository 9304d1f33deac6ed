import { percent } from "../score/percent.ts";
import type { Tally } from "../score/score.ts";

export type WordName =
  | "percent"
  | "answered"
  | "section-answered"
  | "section"
  | "no-score"
  | "no-score-yet"
  | "total"
  | "total-provisional"
  | "open"
  | "cap"
  | "question"
  | "your-answer"
  | "not-answered"
  | "must"
  | "date"
  | "sections"
  | "level"
  | "gaps"
  | "strengths"
  | "copied"
  | "copy-by-hand";

/** The interface words of the form, filled. */
export class Words {
  constructor(private readonly catalogue: Readonly<Record<WordName, string>>) {}

  say(name: WordName, values: Readonly<Record<string, string | number>> = {}): string {
    return this.catalogue[name].replace(/\{(\w+)\}/g, (_, key: string) => String(values[key]));
  }

  share(bp: number | null): string {
    return bp === null ? this.say("no-score") : this.say("percent", { number: percent(bp) });
  }

  progress({ answered, asked }: Tally): string {
    return this.say("answered", { answered, asked });
  }

  total({ bp, answered, asked }: Tally): string {
    if (answered === 0) return this.say("no-score-yet");
    if (bp === null) return this.say("no-score");
    return this.say(answered < asked ? "total-provisional" : "total", { percent: this.share(bp) });
  }
}

const LONG = new Intl.DateTimeFormat("th-TH-u-ca-buddhist-nu-latn", { dateStyle: "long" });

/** A day as documents write it, in the Buddhist era with Arabic digits. */
export function longDate(day: Date): string {
  return LONG.format(day);
}
