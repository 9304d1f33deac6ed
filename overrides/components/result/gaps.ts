import { element } from "../form/dom.ts";
import type { Page, Standing } from "../form/page.ts";
import type { Question } from "../form/question.ts";
import { mended, tenths } from "./better.ts";
import { Block } from "./block.ts";
import { advice, answerNote, questionItem, questionLink, questionOf, withoutReason } from "./lists.ts";
import { lookAhead, sentence } from "./sentences.ts";

/** How many gaps stand open; the others wait behind a summary. */
const SHOWN = 5;

/** What to do first, and what it would bring. */
export class Gaps extends Block {
  constructor(root: HTMLElement, page: Page) {
    super(root, page);
    const rest = this.part<HTMLDetailsElement>("gaps-rest-block");
    let wasOpen = false;
    // paper has no way to open it
    window.addEventListener("beforeprint", () => {
      wasOpen = rest.open;
      rest.open = true;
    });
    window.addEventListener("afterprint", () => (rest.open = wasOpen));
  }

  protected draw(standing: Standing): void {
    const { gaps } = standing.score;
    const items = gaps.map((id) => this.item(id, standing));
    const rest = items.splice(SHOWN);
    this.reveal("gaps-none", !gaps.length);
    this.fill("gaps", items);
    this.fill("gaps-rest", rest);
    this.write("gaps-more", this.page.words.say("result-more", { count: rest.length }));
    this.write("look-ahead", lookAhead(this.page, standing));
  }

  private item(id: string, standing: Standing): HTMLLIElement {
    const { page } = this;
    const question = questionOf(page, id);
    const head = element("p", "form__gap", questionLink(page, id));
    if (question.plan.must) head.append(" ", element("span", "form__must", page.words.say("must")));
    head.append(" ", element("span", "form__soft", answerNote(page, question)));
    head.append(" ", element("b", "form__gain", gainText(page, id, standing)));
    const item = element("li", "", head);
    const todo = advice(page, question, standing);
    if (todo) item.append(element("p", "", todo));
    const guidance = guidanceLink(question);
    if (guidance) item.append(guidance);
    return item;
  }
}

/** By how much the best answer would raise the total, and whether it opens further questions. */
export function gainText(page: Page, id: string, standing: Standing): string {
  const { words } = page;
  const { score } = standing;
  const then = mended(page, standing, [id]).total;
  const gain = tenths(score.total.bp, then.bp);
  const followUps = then.asked - score.total.asked;
  return sentence(
    gain > 0 && words.say("result-gain", { points: gain / 10 }),
    followUps > 0 && words.say("result-follow-ups", { count: followUps }),
  );
}

/** Questions left out of the score without a word why. */
export class Reasons extends Block {
  protected override key(standing: Standing): string {
    return withoutReason(this.page, standing).join();
  }

  protected draw(standing: Standing): void {
    const ids = withoutReason(this.page, standing);
    this.write("reasons-count", this.page.words.say("result-reasons", { count: ids.length }));
    this.fill("reasons", ids.map((id) => questionItem(this.page, id)));
  }
}

/** A second link to the guidance, for a list away from the question. */
function guidanceLink({ root }: Question): Node | undefined {
  return root.querySelector("[data-part=guidance]")?.parentElement?.cloneNode(true);
}
