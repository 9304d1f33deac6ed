import type { Answers, Plan, Score } from "../score/score.ts";
import type { Question } from "./question.ts";
import type { WordName, Words } from "./words.ts";

/** What the build hands to the script; made by form_view.py. */
export interface Definition {
  readonly plan: Plan;
  readonly title: string;
  readonly edition: string;
  /** Id of the field that holds the kind of organisation; empty: none. */
  readonly kindField: string;
  readonly levels: Readonly<Record<string, { readonly title: string; readonly meaning: string }>>;
  readonly ifMissing: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<WordName, string>>;
}

/** What the components of one form share. */
export interface Page {
  readonly root: HTMLElement;
  readonly form: HTMLFormElement;
  readonly definition: Definition;
  readonly words: Words;
  readonly questions: ReadonlyMap<string, Question>;
}

/** Where the organisation stands with the answers given so far. */
export interface Standing {
  readonly answers: Answers;
  readonly score: Score;
  /** Whether anything beside the kind of organisation has been filled in. */
  readonly started: boolean;
}

/** A component that shows some of the standing. */
export interface View {
  show(standing: Standing): void;
}
