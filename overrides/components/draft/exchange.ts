import { answersOf, flatOf } from "../form/answers.ts";
import { fill } from "../form/fill.ts";
import type { Page, View } from "../form/page.ts";
import { beginDraft } from "./list.ts";
import { bare } from "./records.ts";

/** Answers go out with what is kept beside them, and come in as a draft of their own. */
export class DraftExchange implements View {
  static readonly selector = "[data-component=draft]";

  constructor(_: HTMLElement, page: Page) {
    const { root, draft, definition } = page;
    root.addEventListener("export", ({ detail }) => {
      const names = [...draft.aside].map(([name, value]) => [bare(name), value] as const);
      detail.name = draft.record?.name ?? "";
      detail.unplaced = answersOf(new Map(names), definition.plan);
    });
    root.addEventListener("unplaced", ({ detail }) => {
      for (const [name, value] of flatOf(detail)) draft.displace(name, value);
      void draft.flush();
    });
    root.addEventListener("import", (event) => {
      if (draft.failure || draft.isUnsaved) return;
      event.preventDefault();
      const { name, answers, unplaced } = event.detail;
      const flat = flatOf(answers);
      void beginDraft(page, name, flat, flatOf(unplaced)).catch(() => fill(page, flat));
    });
  }

  show(): void {
    // it is asked, and tells nothing by itself
  }
}
