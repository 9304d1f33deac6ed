import { indexAddress } from "./address.ts";

/** What the dialog says while the index is under way, and when it cannot be had. */
export interface DialogWords {
  loading: string;
  failed: string;
}

/**
 * Mends two habits of the theme's search dialog.
 *
 * On every page that has a form named "search" the theme asks for the index at once; without the
 * name it leaves that to the worker, which asks when a query comes. Here the index is asked for a
 * little earlier, when the field gets the focus, so that the worker finds it in the browser's cache;
 * and here the reader learns when it does not come.
 *
 * The theme looks at the field when a key is released, which pasting and dictation never do.
 */
export class SearchDialog {
  static readonly selector = "[data-md-component=search]";
  private state: "wanted" | "asked" | "here" = "wanted";
  private readonly message: HTMLElement | null;
  private failed = false;

  constructor(
    root: HTMLElement,
    private readonly script: string,
    private readonly words: DialogWords,
  ) {
    this.message = root.querySelector("[data-md-component=search-result] > :first-child");
    // an answer to an earlier, empty query may come late and must not hide that the index is missing
    const again = new MutationObserver(() => this.failed && this.say(this.words.failed));
    if (this.message) again.observe(this.message, { childList: true });
    root.querySelector("form")?.removeAttribute("name");
    root.addEventListener("focusin", () => void this.load());
    root.addEventListener("input", ({ target }) => {
      void this.load();
      if (this.state === "asked") this.say(this.words.loading);
      target?.dispatchEvent(new KeyboardEvent("keyup"));
    });
  }

  /** Asks once, and again on the next letter after a failure. */
  private async load(): Promise<void> {
    if (this.state !== "wanted") return;
    this.state = "asked";
    this.failed = false;
    try {
      const response = await fetch(indexAddress(this.script));
      if (!response.ok) throw new Error(`${response.status}`);
      await response.arrayBuffer();
      this.state = "here";
    } catch {
      this.state = "wanted";
      this.failed = true;
      this.say(this.words.failed);
    }
  }

  private say(words: string): void {
    if (this.message && this.message.textContent !== words) this.message.textContent = words;
  }
}
