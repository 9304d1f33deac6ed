/** A date is typed into one control and kept, as yyyy-mm-dd, by a hidden one beside it. */

/** Every control that dates are typed into. */
export function typedIn(root: ParentNode): Iterable<HTMLInputElement> {
  return root.querySelectorAll<HTMLInputElement>("[data-typed=date]");
}

/** What keeps the date typed into this control; null: no date is typed here. */
export function keptBy(typed: HTMLElement): HTMLInputElement | null {
  return typed.dataset["typed"] === "date" ? (typed.nextElementSibling as HTMLInputElement) : null;
}

/** The kept value that the words in this control stand for; with a value: from now on. */
export function standsFor(typed: HTMLInputElement, value?: string): string {
  if (value !== undefined) typed.dataset["standsFor"] = value;
  return typed.dataset["standsFor"] ?? "";
}
