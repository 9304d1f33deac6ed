import { element, part, setText } from "../form/dom.ts";
import type { Page, View } from "../form/page.ts";
import type { Question } from "../form/question.ts";
import { titled } from "./fault-words.ts";
import type { LiveFaults } from "./live-faults.ts";
import type { Wrong } from "./wrongs.ts";

/** Lists, when asked, what is missing or wrong, each with a way there; holds nobody up. */
export class Completeness implements View {
  static readonly selector = "[data-component=completeness]";
  private shown = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
    private readonly faults: LiveFaults,
  ) {
    root.hidden = false;
    part(root, "check").addEventListener("click", () => this.check());
    page.form.addEventListener("reset", () => {
      this.missing.hidden = true;
    });
  }

  show(): void {
    if (!this.missing.hidden) this.draw();
  }

  private check(): void {
    this.missing.hidden = false;
    this.draw();
    this.faults.tell(() => true);
    this.missing.focus();
  }

  private draw(): void {
    const { words, questions } = this.page;
    const all = this.faults.wrongs.map((wrong) => wrongItem(this.page, wrong));
    const open = [...questions.values()].filter(
      ({ root, points }) => !root.hidden && points === undefined,
    );
    if (open[0]) all.push(openItem(this.page, open[0], open.length));
    const key = all.map((item) => item.innerHTML).join();
    if (key === this.shown) return;
    this.shown = key;
    const isComplete = all.length === 0;
    this.missing.classList.toggle("form__missing--none", isComplete);
    setText(
      part(this.root, "count"),
      isComplete ? words.say("field-complete") : words.say("field-missing", { count: all.length }),
    );
    part(this.root, "list").replaceChildren(...all);
  }

  private get missing(): HTMLElement {
    return part(this.root, "missing");
  }
}

function wrongItem({ words }: Page, { place, title, text }: Wrong): HTMLLIElement {
  const link = element("a", "", titled(words, title, text));
  link.href = `#${place}`;
  link.addEventListener("click", (event) => {
    event.preventDefault(); // an address would lead to the control, but not into it
    const target = document.getElementById(place);
    target?.closest("details")?.setAttribute("open", "");
    const first = target?.matches("fieldset")
      ? target.querySelector<HTMLElement>("input, select, textarea, button")
      : target;
    first?.focus();
  });
  return element("li", "", link);
}

function openItem({ words }: Page, { number, plan }: Question, count: number): HTMLLIElement {
  const link = element("a", "", words.say("field-unanswered", { count, number }));
  link.href = `#${plan.id}`;
  return element("li", "", link);
}
