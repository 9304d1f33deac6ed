import { load, type Part, type PartName } from "./on-demand.ts";
import type { Page, Standing, View } from "./page.ts";

/** Views of a bundle that is fetched when it is first needed. */
export class Later implements View {
  private views: readonly View[] | undefined;
  private standing: Standing | undefined;

  constructor(
    private readonly page: Page,
    private readonly name: PartName,
    /** Whether there is something for these views to show. */
    private readonly needed: (standing: Standing) => boolean,
  ) {}

  show(standing: Standing): void {
    this.standing = standing;
    if (this.views) for (const view of this.views) view.show(standing);
    else if (this.needed(standing)) void this.fetch();
  }

  private async fetch(): Promise<void> {
    let part: Part;
    try {
      part = await load(this.page, this.name);
    } catch {
      return; // offline before it was ever loaded: the next answer tries again
    }
    if (this.views) return; // asked for twice while it was on its way
    this.views = part.views(this.page);
    if (this.standing) this.show(this.standing);
  }
}
