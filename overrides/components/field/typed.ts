import { isTick, type Control } from "../form/answers.ts";
import { part, setText } from "../form/dom.ts";
import { REFILL } from "../form/fill.ts";
import type { Page, View } from "../form/page.ts";
import { fullDay, readDate, typedDay } from "./date.ts";
import { arabicDigits } from "./digits.ts";
import { keptBy, standsFor, typedIn } from "./kept.ts";

/** Reads what is typed as people write it: dates at once, all else when the control is left. */
export class Typed implements View {
  constructor(private readonly page: Page) {
    const { form } = page;
    // at each field: after it has kept what was typed, and before the form looks at it
    for (const field of form.querySelectorAll("[data-kind=date], [data-kind=rows]")) {
      field.addEventListener("input", ({ target }) => this.read(target as HTMLInputElement));
    }
    form.addEventListener("change", ({ target }) => tidy(target as Control));
    const showAll = (): void => {
      for (const typed of typedIn(form)) this.showKept(typed);
    };
    form.addEventListener(REFILL, showAll);
    showAll();
  }

  show(): void {
    // what is typed follows its own events
  }

  /** Keeps the day that was typed, if it is one, and says it in full as confirmation. */
  private read(typed: HTMLInputElement): void {
    const kept = keptBy(typed);
    if (!kept) return;
    const { iso } = readDate(typed.value, new Date());
    if (iso) kept.value = standsFor(typed, iso);
    setText(part(typed.parentElement!, "day"), iso && fullDay(this.page.words, iso));
  }

  /** Shows a kept day as one would type it. */
  private showKept(typed: HTMLInputElement): void {
    const { value } = keptBy(typed)!;
    if (typed.value === value) typed.value = typedDay(value);
    this.read(typed);
  }
}

/** A number, address or telephone number in the characters that files hold. */
function tidy(control: Control): void {
  if (isTick(control)) return;
  const value = tidied(control.dataset["typed"] ?? "", control.value);
  if (value === control.value) return;
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

export function tidied(kind: string, text: string): string {
  const plain = arabicDigits(text).trim();
  if (kind === "number") return plain.replace(/[\s,]/g, "").replace(/^[−–]/, "-");
  if (kind === "phone") return plain.replace(/[–−]/g, "-").replace(/\s*ต่อ\s*/, " ต่อ ");
  return kind === "email" ? plain : text;
}
