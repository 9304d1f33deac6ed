import { part, setHidden, setText } from "../form/dom.ts";
import type { Page, Standing } from "../form/page.ts";
import { scoreOf, shareOf } from "../form/section.ts";
import type { Tally } from "../score/score.ts";
import { Block } from "./block.ts";
import type { KeptResults } from "./kept.ts";
import { drawRadar, type Spoke } from "./radar.ts";

/** Fewer spokes make no shape. */
const FEWEST = 3;

/** The scores of the sections, as a table with bars and as a radar. */
export class Breakdown extends Block {
  constructor(
    root: HTMLElement,
    page: Page,
    private readonly kept: KeptResults,
  ) {
    super(root, page);
  }

  protected override key({ score }: Standing): string {
    return JSON.stringify([score.sections, this.kept.chosen?.sections]);
  }

  protected draw({ score, score: { sections } }: Standing): void {
    const { words, definition } = this.page;
    const { chosen } = this.kept;
    const spokes: Spoke[] = [];
    // rows stand in the order of the sections
    this.root.querySelectorAll<HTMLElement>("tr[data-section]").forEach((row, at) => {
      const tally = sections[at]!;
      const { id, bp, answered, asked } = tally;
      const value = shareOf(words, tally);
      setHidden(row, asked === 0);
      part(row, "fill").setAttribute("width", `${(bp ?? 0) / 100}`);
      setText(part(row, "score"), value);
      setText(part(row, "answered"), words.say("section-answered", { answered, asked }));
      if (asked === 0) return;
      const now = scoreOf(tally);
      const label = row.querySelector("th")!.abbr;
      const before = chosen?.sections[id] ?? null;
      spokes.push({ label, value: now === null ? "–" : value, now, before });
    });
    const scored = spokes.filter(({ now }) => now !== null);
    this.reveal("radar", scored.length >= FEWEST);
    this.reveal("radar-before", chosen);
    if (scored.length < FEWEST) return;
    drawRadar(this.part("chart"), spokes, definition.plan.levels.map(([start]) => start));
    this.write("radar-says", this.message(scored, score.total));
  }

  /** What the shape says at a glance: where it is lowest. */
  private message(scored: readonly Spoke[], { answered, asked }: Tally): string {
    const lowest = Math.min(...scored.map(({ now }) => now!));
    const weakest = scored.filter(({ now }) => now === lowest);
    const name =
      weakest.length === scored.length ? "result-even"
      : answered < asked ? "result-weakest-so-far"
      : "result-weakest";
    return this.page.words.say(name, {
      sections: weakest.map(({ label }) => label).join(", "),
      percent: this.page.words.share(lowest),
    });
  }
}
