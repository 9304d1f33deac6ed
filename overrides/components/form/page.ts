import type { Answers, Plan, Score } from "../score/score.ts";
import type { Draft } from "../draft/draft.ts";
import type { Flat } from "./answers.ts";
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
  /** What to do first, by question: while the answer brings nothing, and while it brings some. */
  readonly ifMissing: Readonly<Record<string, string>>;
  readonly ifPartial: Readonly<Record<string, string>>;
  /** The JSON Schema of a filled form, without annotations. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly history: History;
  readonly words: Readonly<Record<WordName, string>>;
}

/** How this version differs from those published before it. */
export interface History {
  /** New id by old id of a property, or by `question=option` of an option. */
  readonly renamed: Readonly<Record<string, string>>;
  /** Title by id of what is no longer asked: a property, or `question=option`. */
  readonly retired: Readonly<Record<string, string>>;
  /** The version that asked first, by id of the property; those of the first version left out. */
  readonly since: Readonly<Record<string, number>>;
}

/** A table of rows that a script can add to. */
export interface Table {
  /** Makes sure that a row of this id stands in the table, in its order. */
  ensure(row: string): void;
  /** Removes every row that was added. */
  clear(): void;
}

/** What the components of one form share. */
export interface Page {
  readonly root: HTMLElement;
  readonly form: HTMLFormElement;
  readonly definition: Definition;
  readonly words: Words;
  readonly questions: ReadonlyMap<string, Question>;
  /** By id of the field. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Where the answers are kept. */
  readonly draft: Draft;
  /** The score that these answers would have. */
  readonly score: (answers: Answers) => Score;
}

/** Where the organisation stands with the answers given so far. */
export interface Standing {
  /** As the controls hold them. */
  readonly flat: Flat;
  /** As files hold them. */
  readonly answers: Answers;
  readonly score: Score;
  /** Whether anything beside the kind of organisation has been filled in. */
  readonly started: boolean;
}

/** A component that shows some of the standing. */
export interface View {
  show(standing: Standing): void;
}
