import { controlsOf, isTick, type Flat } from "./answers.ts";
import type { Page } from "./page.ts";

/** What is filled in of a page. */
type Filled = Pick<Page, "form" | "tables">;

/** Told to the form when values were set by a script: what shows them otherwise follows. */
export const REFILL = "refill";

/**
 * Sets these answers in the page and leaves all others as they are; an empty text or list unsets.
 * Dispatches `refill`, then `input`, on the form.
 */
export function fill({ form, tables }: Filled, answers: Flat): void {
  for (const name of answers.keys()) {
    const [field = "", row] = name.split("/");
    if (row !== undefined) tables.get(field)?.ensure(row);
  }
  for (const control of controlsOf(form)) {
    const value = answers.get(control.name);
    if (value === undefined) continue;
    const wanted = typeof value === "string" ? [value] : value;
    if (isTick(control)) control.checked = wanted.includes(control.value);
    else control.value = wanted[0] ?? "";
  }
  form.dispatchEvent(new Event(REFILL));
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Unsets every answer and removes every row that was added. */
export function clear({ form, tables }: Filled): void {
  // by prototype: a question called "reset" would hide the form's own method
  HTMLFormElement.prototype.reset.call(form);
  for (const table of tables.values()) table.clear();
  form.dispatchEvent(new Event(REFILL));
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
