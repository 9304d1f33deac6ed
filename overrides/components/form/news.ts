import { setText } from "./dom.ts";
import type { Page, Standing, View } from "./page.ts";

/** Milliseconds without a change before the score is read out. */
const PAUSE = 1000;

/** Reads the score out to screen readers once the answers rest, not at every tap. */
export class ScoreNews implements View {
  static readonly selector = "[data-component=score-news]";
  private told: string | undefined;
  private timer = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {}

  show({ score }: Standing): void {
    const { words, definition } = this.page;
    const level = score.level === null || score.total.answered === 0 ? "" : score.level;
    const title = definition.levels[level]?.title;
    const parts = [words.progress(score.total), words.total(score.total)];
    const text = [...parts, title ? words.say("level", { level: title }) : ""].join(" ").trim();
    // the standing at the start is no news
    this.told ??= text;
    clearTimeout(this.timer);
    if (text === this.told) return;
    this.timer = setTimeout(() => {
      this.told = text;
      setText(this.root, text);
    }, PAUSE) as unknown as number;
  }
}
