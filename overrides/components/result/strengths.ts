import { element } from "../form/dom.ts";
import type { Standing } from "../form/page.ts";
import { Block } from "./block.ts";
import { questionOf, questionText, strengths } from "./lists.ts";

/** What has all its points already, by section. */
export class Strengths extends Block {
  protected draw(standing: Standing): void {
    const groups = strengths(this.page, standing);
    const count = groups.flatMap(([, ids]) => ids).length;
    this.write("strengths-count", this.page.words.say("result-strengths", { count }));
    this.part("strengths").replaceChildren(
      ...groups.flatMap(([title, ids]) => [
        element("h4", "", title),
        element("ul", "", ...ids.map((id) => element("li", "", this.text(id)))),
      ]),
    );
  }

  private text(id: string): string {
    return questionText(this.page, questionOf(this.page, id));
  }
}
