import type { Page, Standing, View } from "../form/page.ts";

/** Lets an answer be taken back where none is required: radio buttons alone cannot be unset. */
export class Unset implements View {
  constructor(private readonly page: Page) {
    page.form.addEventListener("click", ({ target }) => {
      if ((target as Element).matches("[data-part=unset]")) unset(target as Element);
    });
  }

  show({ flat }: Standing): void {
    for (const button of this.page.form.querySelectorAll("[data-part=unset]")) {
      const { name } = button.parentElement!.querySelector("input")!;
      button.classList.toggle("form__unset--possible", flat.has(name));
    }
  }
}

function unset(button: Element): void {
  const chosen = chosenBeside(button);
  if (!chosen) return;
  chosen.checked = false;
  chosen.focus(); // before the button leaves
  for (const name of ["input", "change"]) chosen.dispatchEvent(new Event(name, { bubbles: true }));
}

function chosenBeside(button: Element): HTMLInputElement | null {
  return button.parentElement!.querySelector("input:checked");
}
