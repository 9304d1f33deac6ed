import { keepResult, results, type KeptResult } from "../draft/results.ts";
import type { Page, Standing, View } from "../form/page.ts";
import { scoreOf } from "../form/section.ts";

/** The results of this form that are kept on this device, and the one to compare with. */
export class KeptResults implements View {
  /** Whether this browser keeps anything. */
  isPossible = true;
  /** Of earlier days, latest first. */
  earlier: readonly KeptResult[] = [];
  /** The one that was picked, or else the latest of the same organisation, or of any. */
  chosen: KeptResult | undefined;
  private picked: KeptResult | undefined;
  private latest: KeptResult | undefined;
  private arrived: Promise<void> | undefined;
  private draft: string | undefined;
  /** What was to be kept last, so that a failure does not try again for ever. */
  private tried = "";

  constructor(
    private readonly page: Page,
    /** Called when there is something else to compare with. */
    private readonly changed: () => void,
  ) {}

  show(standing: Standing): void {
    const { record } = this.page.draft;
    // with another draft others may have been erased
    if (!this.arrived || this.draft !== record?.id) this.arrived = this.read();
    this.draft = record?.id;
    const who = whose(this.page, standing);
    this.chosen =
      this.picked ?? this.earlier.find((result) => result.who === who) ?? this.earlier[0];
  }

  pick(index: number): void {
    this.picked = this.earlier[index];
    this.changed();
  }

  /** Keeps today's result in place of one kept today; false: this browser keeps nothing. */
  async keep(standing: Standing): Promise<boolean> {
    try {
      await keepResult(this.page, resultOf(this.page, standing));
      await this.read();
    } catch {
      this.isPossible = false;
      this.changed();
    }
    return this.isPossible;
  }

  /** Keeps a finished result by itself, unless the last one kept says the same. */
  async keepNews(standing: Standing): Promise<void> {
    await this.arrived;
    const news = JSON.stringify({ ...resultOf(this.page, standing), day: "" });
    if (news === this.tried || news === JSON.stringify({ ...this.latest, day: "" })) return;
    this.tried = news;
    await this.keep(standing);
  }

  private async read(): Promise<void> {
    try {
      const all = await results(this.page);
      all.sort((a, b) => (a.day < b.day ? 1 : -1));
      this.latest = all[0];
      this.earlier = all.filter(({ day }) => day !== today());
      this.isPossible = true;
    } catch {
      this.isPossible = false;
    }
    this.changed();
  }
}

function resultOf(page: Page, standing: Standing): KeptResult {
  const { score } = standing;
  const { form, version } = page.definition.plan;
  return {
    form,
    version,
    day: today(),
    who: whose(page, standing),
    bp: score.total.bp,
    level: score.level,
    sections: Object.fromEntries(score.sections.map((tally) => [tally.id, scoreOf(tally)])),
  };
}

/** What stands in the first line of text, which is the name of the organisation. */
function whose({ definition }: Page, { flat }: Standing): string {
  const name = definition.plan.fields.find(({ kind }) => kind === "text");
  return String(flat.get(name?.id ?? "") ?? "");
}

/** The ISO day here, which in the morning is not yet that of Greenwich. */
function today(): string {
  return new Date().toLocaleDateString("sv-SE");
}
