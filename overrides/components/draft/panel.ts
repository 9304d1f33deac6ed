import { part, setText } from "../form/dom.ts";
import { load } from "../form/on-demand.ts";
import type { Page, View } from "../form/page.ts";
import { CHANGED } from "./draft.ts";

type News = "saved" | "unsaved" | "erased" | "";

/** The panel of drafts; what is in it is fetched when it is opened, or when there is something to report. */
export class DraftPanel implements View {
  static readonly selector = "[data-component=draft]";
  private views: readonly View[] | undefined;
  private told: News = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    root.hidden = false;
    // what travels goes out of a draft and comes in as one
    page.root.addEventListener("toggle", (event) => this.look(event.target as Element), true);
    window.addEventListener("hashchange", () => this.look(root));
    this.look(root);
    void page.draft.flush().then(() => {
      if (page.draft.record) this.told = "saved"; // as it was when the page was left: no news
      page.root.addEventListener(CHANGED, () => this.show());
      this.show();
    });
  }

  show(): void {
    const { draft, definition } = this.page;
    const { record, aside, odd } = draft;
    setText(part(this.root, "draft-name"), record?.name ?? "");
    const isOther = record && (record.version !== definition.plan.version || record.changed);
    if (isOther || aside.size || odd) this.fetch();
    const news: News =
      draft.failure ? "unsaved"
      : draft.isErased ? "erased"
      : draft.isUnsaved ? this.told
      : record ? "saved"
      : "";
    if (news === this.told) return; // each kind of news once, not each time it is saved
    this.told = news;
    setText(part(this.root, "draft-news"), news && part(this.root, `draft-news-${news}`).textContent!);
  }

  private look(at: Element): void {
    if (at.matches("[open]:is(#form-draft *, #form-travel *)") || /^#a=/.test(location.hash)) this.fetch();
  }

  private fetch(): void {
    const failed = part(this.root, "draft-failed");
    load(this.page, "drafts").then(
      (drafts) => {
        this.views ??= drafts.views(this.page);
        failed.hidden = true;
      },
      () => (failed.hidden = false),
    );
  }
}
