import { element, raise } from "../form/dom.ts";
import type { Standing } from "../form/page.ts";
import { Block } from "./block.ts";
import { answerNote, questionItem, questionOf, unanswered } from "./lists.ts";
import { capReason, levelTitle } from "./sentences.ts";

/** Level and total, what they still depend on, and what holds the level down. */
export class Verdict extends Block {
  protected draw(standing: Standing): void {
    const { page } = this;
    const { definition, words } = page;
    const { total, level } = standing.score;
    const [open] = unanswered(page, standing);
    this.write("level-label", words.say(open ? "result-level-so-far" : "result-level"));
    this.write("level", levelTitle(page, level) || words.say("no-score"));
    raise(this.part("ladder"), definition.plan.levels.findIndex(([, id]) => id === level));
    this.write("total", words.total(total));
    // what a level means is said of a level that stands
    this.write("meaning", open ? "" : (definition.levels[level ?? ""]?.meaning ?? ""));
    this.reveal("open-note", open);
    this.write("open", words.say("open", { count: total.asked - total.answered }));
    this.part<HTMLAnchorElement>("to-open").href = `#${open}`;
    const why = capReason(page, standing);
    this.write("cap-why", why);
    this.reveal("cap", why);
    const unmet = why ? standing.score.unmet : [];
    const isAnswered = (id: string): boolean => questionOf(page, id).points !== undefined;
    this.fill(
      "unmet",
      unmet.filter(isAnswered).map((id) => {
        const note = answerNote(page, questionOf(page, id));
        return questionItem(page, id, " ", element("span", "form__soft", note));
      }),
    );
    this.fill(
      "unmet-open",
      unmet.filter((id) => !isAnswered(id)).map((id) => questionItem(page, id)),
    );
  }
}
