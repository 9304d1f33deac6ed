import type { KeptResult } from "../draft/results.ts";
import { element } from "../form/dom.ts";
import type { Page, Standing } from "../form/page.ts";
import { scoreOf, shareOf } from "../form/section.ts";
import type { Words } from "../form/words.ts";
import type { Tally } from "../score/score.ts";
import { tenths } from "./better.ts";
import { Block } from "./block.ts";
import type { KeptResults } from "./kept.ts";
import { sectionTitle } from "./lists.ts";
import { levelTitle, sentence } from "./sentences.ts";

/** Then and now: what has changed since an earlier result, and the button that keeps this one. */
export class Comparison extends Block {
  private readonly select = this.part<HTMLSelectElement>("earlier-select");
  private standing: Standing | undefined;

  constructor(
    root: HTMLElement,
    page: Page,
    private readonly kept: KeptResults,
  ) {
    super(root, page);
    this.part("keep").addEventListener("click", () => void this.keep());
    this.select.addEventListener("change", () => kept.pick(this.select.selectedIndex));
  }

  override show(standing: Standing): void {
    this.standing = standing;
    const { answered, asked, bp } = standing.score.total;
    if (answered === asked && bp !== null) void this.kept.keepNews(standing);
    super.show(standing);
  }

  protected override key({ score }: Standing): string {
    const { isPossible, earlier, chosen } = this.kept;
    return JSON.stringify([score, isPossible, earlier, chosen]);
  }

  protected draw({ score }: Standing): void {
    const { page } = this;
    const { words, definition } = page;
    const { chosen, earlier, isPossible } = this.kept;
    this.reveal("keep", isPossible);
    this.reveal("keep-impossible", !isPossible);
    this.reveal("earlier-none", isPossible && !chosen);
    this.reveal("earlier", chosen);
    this.part("comparison").classList.toggle("form__comparison--none", !chosen);
    if (!chosen) return;
    this.reveal("earlier-choice", earlier.length > 1);
    this.select.replaceChildren(
      ...earlier.map((result) => new Option(whenAndWhose(words, result), "", false, result === chosen)),
    );
    const [before, level] = [chosen, score].map((each) => levelTitle(page, each.level));
    const since = words.say("result-since", { date: whenAndWhose(words, chosen) });
    const change = before === level ? "result-level-same" : "result-level-changed";
    this.write("earlier-since", `${since} ${words.say(change, { before: before!, level: level! })}`);
    const { answered, asked } = score.total;
    const { version } = chosen;
    this.write(
      "earlier-notes",
      sentence(
        answered < asked && words.say("result-rough"),
        version !== definition.plan.version && words.say("result-version", { version }),
      ),
    );
    this.part("earlier-changes").replaceChildren(
      this.change(words.say("result-total"), chosen.bp, score.total),
      ...score.sections
        .filter((tally) => tally.asked)
        .map((tally) =>
          this.change(sectionTitle(page, tally.id), chosen.sections[tally.id] ?? null, tally),
        ),
    );
  }

  /** What it was, what it is, and the difference as a word beside a shape. */
  private change(title: string, before: number | null, tally: Tally): HTMLLIElement {
    const { words } = this.page;
    const now = scoreOf(tally);
    const change = before === null || now === null ? NaN : tenths(before, now);
    const name = change > 0 ? "up" : change < 0 ? "down" : change === 0 ? "same" : "incomparable";
    const values = { before: words.share(before), now: shareOf(words, tally) };
    const points = Math.abs(change) / 10;
    return element(
      "li",
      "",
      `${title} ${words.say("result-then-now", values)} `,
      element("b", `form__change form__change--${name}`, words.say(`result-${name}`, { points })),
    );
  }

  private async keep(): Promise<void> {
    if (!this.standing || !(await this.kept.keep(this.standing))) return;
    const { words } = this.page;
    this.write("kept", words.say("result-kept", { date: words.date(new Date()) }));
  }
}

function whenAndWhose(words: Words, { day, who }: KeptResult): string {
  const date = words.date(new Date(`${day}T00:00`));
  return who ? `${date} (${who})` : date;
}
