import { isTick, type Control } from "../form/answers.ts";
import { setText } from "../form/dom.ts";
import type { Page, View } from "../form/page.ts";
import { answerTitle } from "../form/question.ts";
import type { Words } from "../form/words.ts";

/** What a named control holds, in words as paper shows it; empty for a tick that is not set. */
export function shownValue(words: Words, control: Control): string {
  if (isTick(control)) return control.checked ? answerTitle(control) : "";
  const value = control.value.trim();
  if (!value) return "";
  if (control instanceof HTMLSelectElement) return control.selectedOptions[0]?.text ?? "";
  // with a time, so that it is that day here and not in Greenwich
  const day = new Date(`${value}T00:00`);
  return control.dataset["kept"] === "date" && !isNaN(Number(day)) ? words.date(day) : value;
}

/** Repeats on paper, unclipped, what was typed into a control; empty, it is a line to write on. */
export class Written implements View {
  static readonly selector = "[data-component=written]";
  private readonly control: Control;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    const asked = root.closest(".form__question, .form__field");
    const control = asked?.querySelector<Control>(`[name="${root.dataset["name"]}"]`);
    if (!control) throw new Error(`nothing asked here is called "${root.dataset["name"]}"`);
    this.control = control;
  }

  show(): void {
    setText(this.root, shownValue(this.page.words, this.control));
  }
}
