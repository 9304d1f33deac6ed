import { part } from "../form/dom.ts";
import { Later } from "../form/later.ts";
import { load } from "../form/on-demand.ts";
import type { Page, Standing, View } from "../form/page.ts";

/** The panel until it is needed: fetches its buttons when it opens or a link brings answers. */
export class TravelDoor implements View {
  static readonly selector = "[data-component=travel]";
  private readonly panel: HTMLDetailsElement;
  private readonly later: Later;
  private standing: Standing | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    this.panel = part(root, "panel");
    this.later = new Later(page, "travel", () => this.isNeeded());
    this.panel.addEventListener("toggle", () => this.look());
    window.addEventListener("hashchange", () => {
      this.follow(location.hash);
      this.look();
    });
    page.root.addEventListener("click", ({ target }) => {
      // again, too, where the address has not changed
      this.follow((target as Element).closest("a")?.hash);
    });
    this.follow(location.hash);
    page.root.ondragover = page.root.ondrop = (event) => this.receive(event);
  }

  show(standing: Standing): void {
    this.standing = standing;
    this.look();
  }

  /** Files only, as if chosen, for who opens them; a text that is dragged into a field goes there. */
  private receive(event: DragEvent): void {
    const { types, files } = event.dataTransfer!;
    if (!types.includes("Files")) return;
    event.preventDefault(); // else the browser would leave the page for the file
    this.panel.open = true;
    part<HTMLInputElement>(this.root, "choose").files = files; // none before they are dropped
  }

  private follow(hash: string | undefined): void {
    if (hash === `#${this.root.id}`) this.panel.open = true;
  }

  private look(): void {
    if (this.standing) this.later.show(this.standing);
    if (!this.isNeeded()) return;
    load(this.page, "travel").catch(() => {
      this.panel.open = true;
      part(this.root, "waiting").hidden = true;
      part(this.root, "failed").hidden = false;
    });
  }

  private isNeeded(): boolean {
    return this.panel.open || location.hash.startsWith("#a=");
  }
}
