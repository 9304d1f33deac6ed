import { part, setText } from "../form/dom.ts";
import type { Page, View } from "../form/page.ts";
import type { WordName } from "../form/words.ts";
import { rememberKind } from "../kind-switch/kind.ts";
import { askName, confirm } from "./ask.ts";
import { CHANGED } from "./draft.ts";
import {
  amend,
  answeredIn,
  beginDraft,
  eraseDraft,
  eraseEverything,
  listedDrafts,
  openDraft,
  rename,
  type Listed,
} from "./list.ts";
import { when } from "./moment.ts";
import { forgetTab } from "./tab.ts";

/** Milliseconds that the list may be behind. */
const PAUSE = 100;

/** The drafts of this form on this device: go on with one, begin, name, erase. */
export class DraftManager implements View {
  static readonly selector = "[data-component=draft-manager]";
  private readonly items = new Map<string, HTMLElement>();
  private drafts: readonly Listed[] = [];
  private timer = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    root.hidden = false;
    root.addEventListener("click", ({ target }) => void this.act(target as HTMLElement));
    page.root.addEventListener(CHANGED, () => this.show());
    this.panel.addEventListener("toggle", () => this.show());
    this.show();
  }

  /** Soon: nobody waits for it, and drafts change with every key that is pressed. */
  show(): void {
    if (!this.panel.open) return;
    this.timer ||= setTimeout(() => void this.refresh(), PAUSE) as unknown as number;
  }

  private get panel(): HTMLDetailsElement {
    return this.root.closest("details")!;
  }

  private async refresh(): Promise<void> {
    this.timer = 0;
    try {
      this.drafts = this.page.draft.failure ? [] : await listedDrafts(this.page);
    } catch {
      this.drafts = []; // the panel says why
    }
    this.list();
    const isPersisted = await navigator.storage?.persisted?.().catch(() => false);
    part(this.root, "persisted").hidden = !isPersisted || !this.drafts.length;
    part(this.root, "not-persisted").hidden = isPersisted || !this.drafts.length;
  }

  /** In place, so that a button keeps the focus while what is said above it changes. */
  private list(): void {
    const list = part(this.root, "list");
    const { draft } = this.page;
    const ids = this.drafts.map(({ record }) => record.id);
    for (const [id, item] of this.items) {
      if (ids.includes(id)) continue;
      item.remove();
      this.items.delete(id);
    }
    this.drafts.forEach((listed, at) => {
      const { record } = listed;
      const item = this.items.get(record.id) ?? this.item(record.id);
      if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
      const isOpen = record.id === draft.record?.id;
      const name = this.nameOf(listed);
      setText(part(item, "name"), name);
      setText(part(item, "about"), this.about(listed));
      part(item, "is-open").hidden = !isOpen;
      for (const button of item.querySelectorAll<HTMLElement>("[data-do]")) {
        button.hidden = isOpen && button.dataset["do"] !== "rename";
        button.setAttribute("aria-label", `${button.textContent} ${name}`);
      }
    });
  }

  private item(id: string): HTMLElement {
    const { content } = part<HTMLTemplateElement>(this.root, "item");
    const item = content.firstElementChild!.cloneNode(true) as HTMLElement;
    item.dataset["draft"] = id;
    this.items.set(id, item);
    return item;
  }

  private nameOf({ record }: Listed): string {
    const date = this.page.words.date(new Date(record.made));
    return record.name || this.say("draft-unnamed", { date });
  }

  private about({ record, stored }: Listed): string {
    const { words, definition } = this.page;
    const count = answeredIn(definition.plan, stored);
    const { version, saved } = record;
    if (!count || !saved) return this.say("draft-about-empty", { version });
    return this.say("draft-about", { version, count, when: when(words, saved) });
  }

  private async act(target: HTMLElement): Promise<void> {
    const button = target.closest<HTMLElement>("[data-do]");
    const id = button?.closest<HTMLElement>("[data-draft]")?.dataset["draft"] ?? "";
    const listed = this.drafts.find(({ record }) => record.id === id);
    setText(part(this.root, "done"), "");
    const what = button?.dataset["do"];
    if (what === "new") await this.begin();
    else if (what === "clear") await this.clear();
    else if (what === "erase-all") await this.eraseAll();
    else if (listed && what === "open") await this.open(listed);
    else if (listed && what === "rename") await this.rename(listed);
    else if (listed && what === "erase") await this.erase(listed);
  }

  private async begin(): Promise<void> {
    const name = await askName(this.page, this.say("draft-next", { number: this.drafts.length + 1 }));
    if (name === "") return;
    try {
      await beginDraft(this.page, name, new Map(), new Map());
      this.done("draft-opened", name);
      this.focusForm();
    } catch {
      this.done("draft-stays");
    }
  }

  private async open(listed: Listed): Promise<void> {
    try {
      await openDraft(this.page, listed.record.id);
      this.done("draft-opened", this.nameOf(listed));
      this.items.get(listed.record.id)?.focus();
    } catch {
      this.done("draft-stays");
    }
  }

  private async rename(listed: Listed): Promise<void> {
    const { draft } = this.page;
    const { record } = listed;
    const name = await askName(this.page, this.nameOf(listed));
    if (name === "") return;
    try {
      if (record.id === draft.record?.id) await amend(draft, { name });
      else await rename(this.page, record, name);
    } catch {
      this.done("draft-not-done");
    }
    this.show();
  }

  private async clear(): Promise<void> {
    if (!(await confirm(this.page, "clear", this.page.draft.record?.name ?? ""))) return;
    const { draft } = this.page;
    const { record } = draft;
    draft.forget();
    if (record) await this.remove(record.id);
    this.focusForm();
  }

  private async erase(listed: Listed): Promise<void> {
    if (!(await confirm(this.page, "erase", this.nameOf(listed)))) return;
    await this.remove(listed.record.id);
    this.panel.querySelector("summary")?.focus(); // the button has gone with its draft
  }

  private async remove(id: string): Promise<void> {
    try {
      await eraseDraft(this.page, id);
      this.done("draft-erased");
    } catch {
      this.done("draft-not-done");
    }
    this.show();
  }

  private async eraseAll(): Promise<void> {
    if (!(await confirm(this.page, "erase-all", ""))) return;
    const { draft } = this.page;
    draft.forget();
    rememberKind("");
    forgetTab();
    try {
      await eraseEverything(this.page);
      this.done("draft-erased-all");
    } catch {
      this.done("draft-not-done");
    }
    this.show();
    this.focusForm();
  }

  private done(name: WordName, draft = ""): void {
    setText(part(this.root, "done"), this.say(name, { draft }));
  }

  private focusForm(): void {
    this.page.form.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }

  private say(name: WordName, values: Record<string, string | number>): string {
    return this.page.words.say(name, values);
  }
}
