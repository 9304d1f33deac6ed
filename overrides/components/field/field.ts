import type { Page, Standing, View } from "../form/page.ts";
import { holds, type Condition } from "../score/score.ts";

/** Something asked without points: stands in the page only while it is asked. */
export class Field implements View {
  static readonly selector = "[data-field]";
  private readonly when: Condition | null;

  constructor(
    private readonly root: HTMLElement,
    { definition }: Page,
  ) {
    const plan = definition.plan.fields.find(({ id }) => id === root.dataset["field"]);
    if (!plan) throw new Error(`the plan has no field "${root.dataset["field"]}"`);
    this.when = plan.when;
  }

  show({ answers }: Standing): void {
    if (this.when) this.root.hidden = !holds(this.when, answers);
  }
}
