import { element } from "../form/dom.ts";
import type { Page, View } from "../form/page.ts";
import { questionText } from "../result/lists.ts";

/** Says so, where an address leads to something that these answers leave out. */
export class NotAsked implements View {
  private readonly notice = element("p", "form__not-asked");
  private target: HTMLElement | undefined;

  constructor(private readonly page: Page) {
    this.notice.tabIndex = -1;
    window.addEventListener("hashchange", () => this.look());
  }

  show(): void {
    if (!this.target) this.look();
    else if (this.notice.isConnected && !this.target.closest("[hidden]")) {
      // an answer that came later has brought it into the page
      this.notice.remove();
      this.target.scrollIntoView();
    }
  }

  private look(): void {
    this.notice.remove();
    const { form } = this.page;
    const named = document.getElementById(location.hash.slice(1));
    const asked = named?.closest<HTMLElement>("[data-component=question], [data-field]");
    if (!asked || !form.contains(asked)) return;
    this.target = asked;
    const gone = asked.closest("section[hidden]") ?? asked.closest("[hidden]");
    if (!gone) return;
    this.notice.textContent = this.page.words.say("field-not-asked", {
      title: this.titleOf(asked),
      only: asked.querySelector("[data-part=only]")?.textContent ?? "",
    });
    gone.before(this.notice);
    this.notice.focus();
    // a browser that finds the place of the address hidden takes the focus back, once it has the page
    const again = (): void => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) this.notice.focus();
      });
    };
    if (document.readyState === "complete") again();
    else window.addEventListener("load", again, { once: true });
  }

  private titleOf(asked: HTMLElement): string {
    const question = this.page.questions.get(asked.id);
    if (question) return questionText(this.page, question);
    return asked.querySelector("[data-part=title]")?.textContent ?? "";
  }
}
