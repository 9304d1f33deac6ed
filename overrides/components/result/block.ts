import { part, setHidden, setText } from "../form/dom.ts";
import type { Page, Standing, View } from "../form/page.ts";

/** A piece of the result; drawn only when what it shows has changed. */
export abstract class Block implements View {
  private drawn = "";

  constructor(
    protected readonly root: HTMLElement,
    protected readonly page: Page,
  ) {}

  show(standing: Standing): void {
    const key = this.key(standing);
    if (key === this.drawn) return;
    this.drawn = key;
    this.draw(standing);
  }

  /** All that the piece depends on, as text: the answers without notes, unless it says otherwise. */
  protected key({ answers }: Standing): string {
    return JSON.stringify([...answers].filter(([name]) => !name.includes(".")));
  }

  protected abstract draw(standing: Standing): void;

  protected part<T extends Element = HTMLElement>(name: string): T {
    return part<T>(this.root, name);
  }

  /** Writes a text; an empty one leaves no trace of its element. */
  protected write(name: string, text: string): void {
    setText(this.part(name), text);
    this.reveal(name, text);
  }

  /** Fills a list, and hides its surroundings while it is empty. */
  protected fill(name: string, items: readonly Node[]): void {
    this.part(name).replaceChildren(...items);
    this.reveal(`${name}-block`, items.length);
  }

  protected reveal(name: string, isShown: unknown): void {
    setHidden(this.part(name), !isShown);
  }
}
