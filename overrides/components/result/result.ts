import { part, setHidden } from "../form/dom.ts";
import type { Page, Standing, View } from "../form/page.ts";
import { Breakdown } from "./breakdown.ts";
import { Comparison } from "./comparison.ts";
import { Gaps, Reasons } from "./gaps.ts";
import { KeptResults } from "./kept.ts";
import { Leisure } from "./leisure.ts";
import { Strengths } from "./strengths.ts";
import { Verdict } from "./verdict.ts";
import { Who } from "./who.ts";

/** The report at the end: level, total, sections, what to do first, what is already strong. */
export class FormResult implements View {
  static readonly selector = "[data-component=result]";
  private readonly leisure = new Leisure();
  private readonly blocks: readonly View[];
  private standing: Standing | undefined;

  constructor(
    private readonly root: HTMLElement,
    page: Page,
  ) {
    const kept = new KeptResults(page, () => this.standing && this.show(this.standing));
    this.blocks = [
      kept,
      new Verdict(root, page),
      new Who(root, page),
      new Breakdown(root, page, kept),
      new Gaps(root, page),
      new Reasons(root, page),
      new Strengths(root, page),
      new Comparison(root, page, kept),
    ];
    root.dataset["live"] = "";
  }

  show(standing: Standing): void {
    this.standing = standing;
    const none = standing.score.total.answered === 0;
    setHidden(part(this.root, "empty"), !none);
    setHidden(part(this.root, "outcome"), none);
    if (none) return;
    this.leisure.instead(this.blocks.map((block) => () => block.show(standing)));
  }
}
