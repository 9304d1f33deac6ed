import { part, setHidden, setText } from "../form/dom.ts";
import type { Page, View } from "../form/page.ts";
import type { WordName } from "../form/words.ts";
import { CHANGED } from "./draft.ts";
import { when } from "./moment.ts";

/** Says when the answers were saved on this device; where they cannot be, why, and what to do. */
export class SaveState implements View {
  static readonly selector = "[data-component=save-state]";

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    page.root.addEventListener(CHANGED, () => this.show());
  }

  show(): void {
    const { draft, words } = this.page;
    const { failure } = draft;
    const saved = draft.record?.saved;
    const saying = this.root.dataset["saved"] as WordName;
    setHidden(part(this.root, "unsaved"), !failure);
    setHidden(part(this.root, "no-draft"), !!(failure || saved || draft.isUnsaved));
    if (failure) setText(part(this.root, "why"), words.say(`draft-${failure}`));
    setText(
      part(this.root, "saved"),
      failure ? ""
      : draft.isUnsaved ? words.say("draft-saving")
      : saved ? words.say(saying, { when: when(words, saved) })
      : "",
    );
  }
}
