import { part, setText } from "../form/dom.ts";
import type { Page, View } from "../form/page.ts";
import type { Question } from "../form/question.ts";

/** Asks for the reason, in place of a note, where a question is said to be not applicable. */
export class Reasons implements View {
  private readonly asking = new Set<Question>();

  constructor(private readonly page: Page) {}

  show(): void {
    for (const question of this.page.questions.values()) {
      const isNone = question.points === null;
      if (isNone !== this.asking.has(question)) this.turn(question, isNone);
    }
  }

  private turn(question: Question, asks: boolean): void {
    if (asks) this.asking.add(question);
    else this.asking.delete(question);
    for (const name of ["note-label", "note-paper"]) {
      const label = part(question.root, name);
      label.dataset["note"] ??= label.textContent ?? "";
      setText(label, asks ? this.page.words.say("field-reason-label") : label.dataset["note"]);
    }
    const more = part<HTMLDetailsElement>(question.root, "more");
    const isEmpty = [...more.querySelectorAll("textarea")].every(({ value }) => !value.trim());
    if (isEmpty) more.open = asks;
  }
}
