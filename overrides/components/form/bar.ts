import { part, raise, setHidden, setText } from "./dom.ts";
import type { Page, Standing, View } from "./page.ts";

/** The bar at the foot: how far, and the score so far. */
export class FormBar implements View {
  static readonly selector = "[data-component=form-bar]";

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    root.hidden = false;
  }

  show({ score }: Standing): void {
    const { words, definition, questions } = this.page;
    if (questions.size === 0) return; // nothing is scored
    const { answered, asked, bp } = score.total;
    const level = answered > 0 ? score.level : null;
    const width = asked === 0 ? 0 : (100 * answered) / asked;
    const isSoFar = answered > 0 && answered < asked && bp !== null;
    part<SVGRectElement>(this.root, "fill").setAttribute("width", String(width));
    setText(part(this.root, "answered"), words.progress(score.total));
    setText(
      part(this.root, "total"),
      isSoFar ? words.say("result-so-far", { percent: words.share(bp) }) : words.total(score.total),
    );
    setHidden(part(this.root, "level-note"), level === null);
    if (level === null) return;
    setText(part(this.root, "level"), definition.levels[level]?.title ?? "");
    const index = definition.plan.levels.findIndex(([, id]) => id === level);
    raise(part<SVGElement>(this.root, "ladder"), index);
  }
}
