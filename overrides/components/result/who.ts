import { shownValue } from "../field/written.ts";
import { controlsOf } from "../form/answers.ts";
import { element, part } from "../form/dom.ts";
import type { Page } from "../form/page.ts";
import { Block } from "./block.ts";

/** Whose result it is, and of which day. */
export class Who extends Block {
  protected override key(): string {
    return JSON.stringify(this.entries());
  }

  protected draw(): void {
    this.part("who").replaceChildren(
      ...this.entries().map(([title, value]) =>
        element("div", "", element("dt", "", title), element("dd", "", value)),
      ),
    );
  }

  private entries(): [string, string][] {
    const { words } = this.page;
    return [...organisation(this.page), [words.say("date"), words.date(new Date())]];
  }
}

/** Title and value of each field about the organisation that is filled in; tables left out. */
export function organisation({ form, definition, words }: Page): [string, string][] {
  const controls = [...controlsOf(form)];
  return definition.plan.fields.flatMap(({ id }): [string, string][] => {
    const root = form.querySelector<HTMLElement>(`[data-field="${id}"]`);
    if (!root || root.hidden || root.closest("[data-section]")) return [];
    const named = controls.filter(({ name }) => name === id);
    const value = named.map((control) => shownValue(words, control)).filter(Boolean).join(", ");
    return value ? [[part(root, "title").textContent?.trim() ?? "", value]] : [];
  });
}
