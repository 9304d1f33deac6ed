import type { Flat } from "../form/answers.ts";
import { element, setText } from "../form/dom.ts";
import type { Page, Standing, View } from "../form/page.ts";
import { notePlace, wrongs, type Wrong } from "./wrongs.ts";

/** Milliseconds before a fault is told: words that push a button away must not come between
 * pressing and releasing it. */
const PAUSE = 250;
const SUFFIX = "--fault";

/** Says beside a control what is wrong with it: once it is left, and no longer than it is so. */
export class LiveFaults implements View {
  private flat: Flat | undefined;

  constructor(private readonly page: Page) {
    const { form } = page;
    form.addEventListener("change", ({ target }) => {
      const places = placesOf(target as HTMLElement);
      const left = this.wrongs.filter(({ place }) => places.includes(place));
      const isStill = (now: Wrong): boolean =>
        left.some(({ place, text }) => place === now.place && text === now.text);
      if (left.length) setTimeout(() => this.tell(isStill), PAUSE);
    });
    form.addEventListener("reset", () => {
      for (const place of this.told) setFault(place, "");
    });
  }

  show({ flat }: Standing): void {
    this.flat = flat;
    const { told } = this;
    if (told.length === 0) return;
    const now = new Map(this.wrongs.map(({ place, text }) => [place, text]));
    for (const place of told) setFault(place, now.get(place) ?? "");
  }

  tell(isMeant: (wrong: Wrong) => boolean): void {
    for (const wrong of this.wrongs) if (isMeant(wrong)) setFault(wrong.place, wrong.text);
  }

  get wrongs(): Wrong[] {
    return this.flat ? wrongs(this.page, this.flat) : [];
  }

  private get told(): string[] {
    const { form } = this.page;
    return [...form.querySelectorAll(".form__fault")].map(({ id }) => id.slice(0, -SUFFIX.length));
  }
}

/** Where a fault may be told after this control was changed: an answer can ask for a reason. */
function placesOf(control: HTMLElement): string[] {
  const group = control.closest("fieldset")?.id ?? "";
  return control.matches("[type=radio], [type=checkbox]") ? [group, notePlace(group)] : [control.id];
}

/** Shows a fault at its place; no text: takes it away. Its place already names it as description. */
function setFault(place: string, text: string): void {
  const target = document.getElementById(place);
  const shown = document.getElementById(place + SUFFIX);
  if (!target || !text) shown?.remove();
  else if (shown) setText(shown, text);
  else {
    const fault = element("p", "form__fault", text);
    fault.id = place + SUFFIX;
    endOf(target).after(fault);
  }
  // a group of choices has no such state; its words are enough
  if (target?.matches("fieldset") === false) target.setAttribute("aria-invalid", String(!!text));
}

/** What a fault stands under: the last part of a control or group that belongs together. */
function endOf(target: HTMLElement): Element {
  const inner = target.querySelector(":scope > .form__options, :scope > .form__row-list");
  const day = target.parentElement?.querySelector(":scope > [data-part=day]");
  return inner ?? day ?? target.closest(".form__measure") ?? target;
}
