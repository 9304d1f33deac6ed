import type { Tally } from "../score/score.ts";
import { part, setHidden, setText } from "./dom.ts";
import type { Page, Standing, View } from "./page.ts";
import type { Words } from "./words.ts";

/** The tally of the section that the element belongs to. */
export function tallyFor(root: HTMLElement, { score }: Standing): Tally {
  const found = score.sections.find((tally) => tally.id === root.dataset["section"]);
  if (!found) throw new Error(`the plan has no section "${root.dataset["section"]}"`);
  return found;
}

/** The share in basis points; null while nothing is answered, too: that is no score of 0. */
export function scoreOf({ bp, answered }: Tally): number | null {
  return answered === 0 ? null : bp;
}

/** The same in words. */
export function shareOf(words: Words, { bp, answered }: Tally): string {
  return answered === 0 ? words.say("no-score-yet") : words.share(bp);
}

/** Shows the score of a section beside its heading; leaves while nothing in it is asked. */
export class FormSection implements View {
  static readonly selector = "[data-component=form-section]";

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {}

  show(standing: Standing): void {
    const { bp, answered, asked } = tallyFor(this.root, standing);
    const score = part(this.root, "score");
    // fields have been shown or hidden before
    setHidden(this.root, asked === 0 && !this.root.querySelector("[data-field]:not([hidden])"));
    setHidden(score, answered === 0);
    setText(
      score,
      this.page.words.say("section", { percent: this.page.words.share(bp), answered, asked }),
    );
  }
}

/** Shows beside the link to a section how many of its questions are answered. */
export class SectionLink implements View {
  static readonly selector = "[data-component=section-link]";

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {}

  show(standing: Standing): void {
    const { answered, asked } = tallyFor(this.root, standing);
    setHidden(this.root, this.section.hidden as boolean);
    this.root.classList.toggle("form__jump--done", asked > 0 && answered === asked);
    const text = asked ? this.page.words.say("section-answered", { answered, asked }) : "";
    setText(part(this.root, "answered"), text);
  }

  private get section(): HTMLElement {
    const id = this.root.dataset["section"] ?? "";
    return this.page.form.querySelector<HTMLElement>(`section[data-section="${id}"]`)!;
  }
}
