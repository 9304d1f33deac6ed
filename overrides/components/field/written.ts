import { setText } from "../form/dom.ts";
import type { Page, View } from "../form/page.ts";
import { longDate } from "../form/words.ts";

type Control = HTMLInputElement | HTMLTextAreaElement;

/** What a control holds, as paper shows it. */
export function shownValue(control: Control): string {
  const value = control.value.trim();
  // with a time, so that it is that day here and not in Greenwich
  return control.type === "date" && value ? longDate(new Date(`${value}T00:00`)) : value;
}

/** Repeats on paper, unclipped, what was typed into a control; empty, it is a line to write on. */
export class Written implements View {
  static readonly selector = "[data-component=written]";
  private readonly control: Control;

  constructor(
    private readonly root: HTMLElement,
    { form }: Page,
  ) {
    const control = form.querySelector<Control>(`[name="${root.dataset["name"]}"]`);
    if (!control) throw new Error(`no control is called "${root.dataset["name"]}"`);
    this.control = control;
  }

  show(): void {
    setText(this.root, shownValue(this.control));
  }
}
