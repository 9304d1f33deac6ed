/** What is told to whoever keeps drafts, on the form's root. */
import type { Answers } from "../score/score.ts";

declare global {
  interface HTMLElementEventMap {
    /** Asks to keep these answers as a draft of their own and to open it; done: preventDefault. */
    import: CustomEvent<Brought>;
    /** Asks to keep, with the answers of the page, what it has no control for. */
    unplaced: CustomEvent<Answers>;
    /** Asks what goes into a file beside the answers of the page; told by writing into it. */
    export: CustomEvent<Beside>;
  }
}

export interface Brought {
  readonly answers: Answers;
  /** What the form no longer asks, by its old id. */
  readonly unplaced: Answers;
  /** What the reader called these answers; empty: nothing. */
  readonly name: string;
}

export interface Beside {
  name: string;
  unplaced: Answers;
}

/** What the page has no control for: the name of the answers, and those of older versions. */
export function besideAnswers(root: HTMLElement): Beside {
  const beside: Beside = { name: "", unplaced: new Map() };
  root.dispatchEvent(new CustomEvent("export", { detail: beside }));
  return beside;
}
