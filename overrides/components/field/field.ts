import { part, setHidden, setText } from "../form/dom.ts";
import { REFILL } from "../form/fill.ts";
import type { Page, Standing, View } from "../form/page.ts";
import { holds, type Condition } from "../score/score.ts";
import { keptBy, standsFor, typedIn } from "./kept.ts";

/** Something asked without points: stands in the page only while it is asked. */
export class Field implements View {
  static readonly selector = "[data-field]";
  private readonly when: Condition | null;

  constructor(
    private readonly root: HTMLElement,
    { form, definition }: Page,
  ) {
    const plan = definition.plan.fields.find(({ id }) => id === root.dataset["field"]);
    if (!plan) throw new Error(`the plan has no field "${root.dataset["field"]}"`);
    this.when = plan.when;
    // until the part of the page that reads dates has come, they are kept as they are typed
    root.addEventListener("input", ({ target }) => {
      const typed = target as HTMLInputElement;
      const kept = keptBy(typed);
      if (kept) kept.value = standsFor(typed, typed.value);
    });
    form.addEventListener(REFILL, () => this.follow());
  }

  show({ answers }: Standing): void {
    if (this.when) setHidden(this.root, !holds(this.when, answers));
  }

  /** Shows what was kept by someone else; what stands for it already stays as it was typed. */
  private follow(): void {
    for (const typed of typedIn(this.root)) {
      const { value } = keptBy(typed)!;
      if (value !== standsFor(typed)) typed.value = standsFor(typed, value);
    }
  }
}

/** Says how many questions the chosen kind of organisation is asked. */
export class AskedCount implements View {
  static readonly selector = "[data-component=asked-count]";

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {}

  show({ answers, score }: Standing): void {
    const { definition, words } = this.page;
    setHidden(this.root, !answers.has(definition.kindField));
    setText(part(this.root, "asked"), words.say("field-asked", { count: score.total.asked }));
  }
}
