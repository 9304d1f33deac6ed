import { setText } from "./dom.ts";
import type { Page, Standing, View } from "./page.ts";

/** Milliseconds without a change before the score is read out. */
const PAUSE = 1500;

interface News {
  readonly text: string;
  /** The level so far; empty: none. */
  readonly level: string;
}

/** Reads the score out to screen readers once the answers rest, not at every tap. */
export class ScoreNews implements View {
  static readonly selector = "[data-component=score-news]";
  private told: News | undefined;
  private timer = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {}

  show(standing: Standing): void {
    const news = this.newsOf(standing);
    // the standing at the start is no news
    this.told ??= news;
    clearTimeout(this.timer);
    if (news.text === this.told.text) return;
    this.timer = setTimeout(() => this.tell(news), PAUSE) as unknown as number;
  }

  private newsOf({ score }: Standing): News {
    const { words, definition } = this.page;
    const { total } = score;
    const level = total.answered === 0 ? "" : (definition.levels[score.level ?? ""]?.title ?? "");
    return { text: `${words.progress(total)} ${words.total(total)}`, level };
  }

  private tell(news: News): void {
    const { words } = this.page;
    const { text, level } = news;
    const before = this.told?.level ?? "";
    const isChange = before && level && before !== level;
    const change = words.say(isChange ? "result-level-changed" : "level", { before, level });
    setText(this.root, level ? `${text} ${change}` : text);
    this.told = news;
  }
}
