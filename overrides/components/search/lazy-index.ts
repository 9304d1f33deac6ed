import { indexAddress } from "./address.ts";

/** What the dialog says while the index is under way, and when it cannot be had. */
export interface LazyIndexWords {
  loading: string;
  failed: string;
}

/**
 * Keeps the index off the wire until the reader opens search. The theme asks for it on every page
 * that has a form named "search"; without the name it leaves that to the worker, which asks when a
 * query comes. Here the index is asked for a little earlier, when the field gets the focus, so that
 * the worker finds it in the browser's cache; and here the reader learns when it does not come.
 */
export class LazyIndex {
  static readonly selector = "[data-md-component=search]";
  private state: "wanted" | "asked" | "here" = "wanted";
  private readonly message: HTMLElement | null;

  constructor(
    root: HTMLElement,
    private readonly script: string,
    private readonly words: LazyIndexWords,
  ) {
    this.message = root.querySelector("[data-md-component=search-result] > :first-child");
    root.querySelector("form")?.removeAttribute("name");
    root.addEventListener("focusin", () => void this.load());
    root.addEventListener("input", () => {
      void this.load();
      if (this.state === "asked") this.say(this.words.loading);
    });
  }

  /** Asks once, and again on the next letter after a failure. */
  private async load(): Promise<void> {
    if (this.state !== "wanted") return;
    this.state = "asked";
    try {
      const response = await fetch(indexAddress(this.script));
      if (!response.ok) throw new Error(`${response.status}`);
      await response.arrayBuffer();
      this.state = "here";
    } catch {
      this.state = "wanted";
      this.say(this.words.failed);
    }
  }

  private say(words: string): void {
    if (this.message) this.message.textContent = words;
  }
}
