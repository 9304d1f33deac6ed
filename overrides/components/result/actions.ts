import type { Flat } from "../form/answers.ts";
import { part, setText } from "../form/dom.ts";
import type { Page, Standing, View } from "../form/page.ts";
import { resultText } from "./result-text.ts";

function same(one: Flat, other: Flat): boolean {
  return JSON.stringify([...one]) === JSON.stringify([...other]);
}

/** The buttons under the result: print, copy. */
export class FormActions implements View {
  static readonly selector = "[data-component=form-actions]";
  private standing: Standing | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    this.onClick("print-result", () => this.print("result"));
    this.onClick("print-all", () => this.print("all"));
    this.onClick("copy", () => void this.copy());
  }

  show(standing: Standing): void {
    const before = this.standing;
    this.standing = standing;
    if (before && same(before.flat, standing.flat)) return; // what was said still holds
    setText(part(this.root, "done"), "");
    part(this.root, "by-hand").hidden = true; // its text is of an earlier standing
  }

  private onClick(name: string, act: () => void): void {
    part(this.root, name).addEventListener("click", act);
  }

  private print(what: "result" | "all"): void {
    const { root } = this.page;
    root.dataset["print"] = what;
    window.addEventListener("afterprint", () => delete root.dataset["print"], { once: true });
    window.print();
  }

  private async copy(): Promise<void> {
    if (!this.standing) return;
    const text = resultText(this.page, this.standing, new Date());
    const done = part(this.root, "done");
    const byHand = part(this.root, "by-hand");
    try {
      await navigator.clipboard.writeText(text);
      byHand.hidden = true;
      setText(done, this.page.words.say("copied"));
    } catch {
      // no clipboard: an insecure address, or a frame that is not allowed to use it
      const box = part<HTMLTextAreaElement>(this.root, "text");
      box.value = text;
      byHand.hidden = false;
      box.select();
      setText(done, this.page.words.say("copy-by-hand"));
    }
  }
}
