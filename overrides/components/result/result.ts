import { element, part, raise, setText } from "../form/dom.ts";
import { gapItem, strengthItem, strengths, unanswered, unmetItem } from "./lists.ts";
import type { Page, Standing, View } from "../form/page.ts";
import { answerTitle } from "../form/question.ts";
import { tallyFor } from "../form/section.ts";
import { longDate } from "../form/words.ts";
import { shownValue } from "../field/written.ts";

/** The report at the end: level, total, sections, what to do first, what is already strong. */
export class FormResult implements View {
  static readonly selector = "[data-component=result]";
  private shown = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    root.hidden = false;
  }

  show(standing: Standing): void {
    const none = standing.score.total.answered === 0;
    this.part("empty").hidden = !none;
    this.part("outcome").hidden = none;
    if (none) return;
    const key = JSON.stringify([...standing.answers].filter(([name]) => !name.includes(".")));
    if (key === this.shown) return; // a note was typed; the result is the same
    this.shown = key;
    this.showOrganisation();
    this.showVerdict(standing);
    this.showCap(standing);
    this.showSections(standing);
    const { gaps } = standing.score;
    this.fillList("gaps", gaps, gapItem);
    this.part("gaps-order").hidden = gaps.length === 0;
    this.fillList("strengths", strengths(this.page, standing), strengthItem);
  }

  private showOrganisation(): void {
    const today: [string, string] = [this.page.words.say("date"), longDate(new Date())];
    this.part("who").replaceChildren(
      ...[...organisation(this.page), today].flatMap(([title, value]) => [
        element("dt", "", title),
        element("dd", "", value),
      ]),
    );
  }

  private showVerdict(standing: Standing): void {
    const { definition, words } = this.page;
    const { total, level } = standing.score;
    const about = level === null ? undefined : definition.levels[level];
    setText(this.part("level"), about?.title ?? words.say("no-score"));
    setText(this.part("meaning"), about?.meaning ?? "");
    const index = definition.plan.levels.findIndex(([, id]) => id === level);
    raise(part<SVGElement>(this.root, "ladder"), index);
    setText(this.part("total"), words.total(total));
    const [first] = unanswered(this.page, standing);
    this.part("open-note").hidden = first === undefined;
    setText(this.part("open"), words.say("open", { count: total.asked - total.answered }));
    part<HTMLAnchorElement>(this.root, "to-open").href = `#${first ?? ""}`;
  }

  private showCap({ score }: Standing): void {
    const { definition, words } = this.page;
    const { level, uncapped, unmet } = score;
    const isCapped = level !== uncapped && level !== null && uncapped !== null;
    this.part("cap").hidden = !isCapped;
    this.fillList("unmet", isCapped ? unmet : [], unmetItem);
    if (!isCapped) return;
    const titles = {
      level: definition.levels[level]?.title ?? "",
      uncapped: definition.levels[uncapped]?.title ?? "",
    };
    setText(this.part("cap-why"), words.say("cap", { ...titles, count: unmet.length }));
  }

  private showSections(standing: Standing): void {
    for (const row of this.root.querySelectorAll<HTMLElement>("tr[data-section]")) {
      const { bp, answered, asked } = tallyFor(row, standing);
      row.hidden = asked === 0;
      part<SVGRectElement>(row, "fill").setAttribute("width", String((bp ?? 0) / 100));
      setText(part(row, "score"), this.page.words.share(bp));
      const text = this.page.words.say("section-answered", { answered, asked });
      setText(part(row, "answered"), text);
    }
  }

  private fillList(
    name: "gaps" | "strengths" | "unmet",
    ids: readonly string[],
    item: (page: Page, id: string) => HTMLLIElement,
  ): void {
    const list = this.part(name);
    list.replaceChildren(...ids.map((id) => item(this.page, id)));
    list.hidden = ids.length === 0;
    if (name !== "unmet") this.part(`${name}-none`).hidden = ids.length > 0;
  }

  private part(name: string): HTMLElement {
    return part(this.root, name);
  }
}

/** Title and value of each filled field about the organisation. */
export function organisation({ form }: Page): [string, string][] {
  return [...form.querySelectorAll<HTMLElement>("[data-field]")]
    .map((field): [string, string] => {
      const typed = field.querySelector<HTMLInputElement>("input:not([type=radio])");
      const value = typed ? shownValue(typed) : answerTitle(field.querySelector("input:checked"));
      return [part(field, "title").textContent ?? "", value];
    })
    .filter(([, value]) => value);
}
