import { isAsked, pointsOf, type Answers, type PlanQuestion } from "../score/score.ts";
import { part, setHidden } from "./dom.ts";

/** The words beside a chosen answer; empty for none. */
export function answerTitle(chosen: Element | null): string {
  // not by input.labels, which searches the whole page each time
  return chosen?.closest("label")?.textContent?.trim() ?? "";
}

/** One question: stands in the page only while it is asked; knows its own texts. */
export class Question {
  static readonly selector = "[data-component=question]";
  readonly number: string;
  readonly title: string;
  /** Of the answer; null: not applicable; undefined: unanswered. */
  points: number | null | undefined;

  constructor(
    readonly root: HTMLElement,
    readonly plan: PlanQuestion,
  ) {
    this.number = part(root, "number").textContent!;
    this.title = part(root, "title").textContent!;
  }

  show(answers: Answers): void {
    setHidden(this.root, !isAsked(this.plan, answers));
    this.points = pointsOf(this.plan, answers);
  }
}

/** The chosen answer in words; empty while unanswered. */
export function answerIn({ root }: Question): string {
  return answerTitle(root.querySelector("input:checked"));
}
