import type { Flat } from "../form/answers.ts";
import { clear, fill } from "../form/fill.ts";
import { askBeforeLeaving } from "../form/leave-guard.ts";
import type { Page, Standing, View } from "../form/page.ts";
import {
  answersIn,
  ASIDE,
  draftsOf,
  eraser,
  newId,
  same,
  type DraftRecord,
  type Held,
  type Stored,
} from "./records.ts";
import { Store, whyOf, type Why } from "./store.ts";
import { draftOfTab, setDraftOfTab } from "./tab.ts";

/** Milliseconds that typing may be ahead of the disk. */
const PAUSE = 250;
/** Milliseconds until what could not be saved is tried again. */
const RETRY = 5000;
/** Told to the root of the form whenever something that a draft says of itself has changed. */
export const CHANGED = "draft";
const NOTHING: Stored = { answers: new Map(), odd: 0 };

/** What pages of one browser tell each other: the draft that changed, and whether it is no more. */
type Message = readonly [id: string, isErased: boolean];

/** Keeps the answers of the page on this device, one record an answer; brings in those of other tabs. */
export class Draft implements View {
  /** Undefined: nothing has been answered yet. */
  record: DraftRecord | undefined;
  /** By name, what is kept in the draft although the page has no place for it. */
  readonly aside = new Map<string, Held>();
  /** How many records of the draft cannot be read. */
  odd = 0;
  /** Why nothing can be saved; undefined: it can. */
  failure: Why | undefined;
  /** Whether what stood here has been erased, and nothing written since. */
  isErased = false;
  readonly store = new Store((isErased) => (isErased ? this.forget() : this.reload()));

  /** What stands on the disk. */
  private known = new Map<string, Held>();
  private flat: Flat = new Map();
  /** What the page held before anything was answered; undefined: it is still being built. */
  private blank: Flat | undefined;
  private isStarted = false;
  /** Whether the disk has been read since others may have written. */
  private isFresh = false;
  /** Whether the draft stands in the list on the disk, as it does here. */
  isListed = false;
  /** Counts drafts taken out of the page: what was under way for one of them is of no more use. */
  private era = 0;
  private isTyping = false;
  private timer = 0;
  private turn: Promise<unknown> = Promise.resolve();
  private channel: BroadcastChannel | undefined;

  constructor(private readonly page: Pick<Page, "root" | "form" | "tables" | "definition">) {
    try {
      this.channel = new BroadcastChannel("drafts");
      this.channel.onmessage = ({ data }) => this.hear(data as Message);
    } catch {
      // a frame whose storage is blocked has no other tabs
    }
    const flush = (): void => void this.flush();
    page.form.addEventListener("input", ({ target }) => {
      this.isTyping = /^text/.test((target as HTMLInputElement).type);
    });
    page.form.addEventListener("change", () => this.flushIn(0));
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", flush);
    window.addEventListener("pageshow", ({ persisted }) => {
      if (persisted) this.reload(true);
    });
  }

  show({ flat, started }: Standing): void {
    this.flat = flat;
    this.isStarted = started;
    for (const [name, value] of this.aside) if (flat.has(name)) this.displace(name, value);
    if (!this.blank) void this.flush();
    // after the answer has been painted; typing is saved every now and then
    else if (this.isUnsaved && !(this.isTyping && this.timer)) this.flushIn(this.isTyping ? PAUSE : 0);
    this.blank ??= flat;
    this.tell();
  }

  /** Whether the page holds what the disk does not. */
  get isUnsaved(): boolean {
    return (this.record !== undefined || this.isStarted) && this.changes().size > 0;
  }

  /**
   * Saves what is not saved yet. Resolves when that is done or has failed, and never before the
   * answers of last time stand in the page.
   */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = 0;
    return this.inTurn(() => this.settle());
  }

  /** Reads the disk again; `isGone`: what has vanished from it was erased, not lost. */
  reload(isGone = false): void {
    this.isFresh = false;
    void this.inTurn(() => this.settle(isGone));
  }

  /** Takes the draft out of the page, unsaved answers too; what is answered next is a new one. */
  forget(): void {
    this.leave("");
    this.isErased = true;
    this.tell();
  }

  /** Lets other tabs know that a draft has changed or, erased, is no more. */
  announce(id: string, isErased = false): void {
    this.channel?.postMessage([id, isErased] satisfies Message);
  }

  private hear([id, isErased]: Message): void {
    if (id !== this.record?.id) {
      if (!this.record) this.reload();
      this.tell();
    } else if (isErased) {
      this.forget();
      void this.store.run("readwrite", eraser(id)); // what was on its way to the disk meanwhile
    } else this.reload();
  }

  /** One after the other, so that what is read is never older than what was written. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => {});
    return done;
  }

  /** Reads what others have written, writes what they have not; only in turn. */
  async settle(isGone = false): Promise<void> {
    for (let more = 1; more >= 0; more--) {
      try {
        if (!this.isFresh) await this.load(isGone);
        await this.write();
        this.failure = undefined;
        break;
      } catch (error) {
        this.isFresh = false; // the next try starts from what really stands on the disk
        if (more) continue;
        this.failure = whyOf(error as Error);
        if (this.isUnsaved) this.flushIn(RETRY);
      }
    }
    this.tell();
  }

  private flushIn(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), milliseconds) as unknown as number;
  }

  /** Brings in what others have written. */
  private async load(isGone: boolean): Promise<void> {
    const { form } = this.page.definition.plan;
    const { era } = this;
    this.isFresh = true; // until somebody writes, be it while this is reading
    const drafts = await draftsOf(this.store, form);
    const wanted = this.record?.id ?? draftOfTab(form);
    const record = drafts.find(({ id }) => id === wanted) ?? (wanted === undefined ? drafts[0] : undefined);
    const { answers, odd } = record ? await answersIn(this.store, record.id) : NOTHING;
    if (era !== this.era) return;
    this.isListed = record !== undefined;
    if (record || !this.record) this.take(record, answers, odd);
    else if (isGone) this.forget();
    else this.known.clear(); // the browser has lost it; the page has it still
  }

  private take(record: DraftRecord | undefined, answers: Flat, odd: number): void {
    const isFirst = !this.record;
    if (isFirst) this.known = new Map(this.blank);
    const filling = this.difference(answers, isFirst);
    this.record = record;
    this.odd = odd;
    if (record) setDraftOfTab(record.form, record.id);
    if (filling.size) fill(this.page, filling);
    for (const [name, value] of filling) this.setAside(name, value);
  }

  /** What others have written, by name, except where the page has changed too. */
  private difference(stored: Flat, isFirst: boolean): Map<string, Held> {
    const filling = new Map<string, Held>();
    for (const name of new Set([...stored.keys(), ...this.known.keys()])) {
      const [there, before] = [stored.get(name), this.known.get(name)];
      if (same(there, before)) continue;
      const isMine = !same(this.flat.get(name) ?? this.aside.get(name), before);
      if (!isMine && !(isFirst && there === undefined)) filling.set(name, there ?? "");
      this.know(name, there);
    }
    return filling;
  }

  /** Whatever of a filled-in value the page has not taken is kept beside it. */
  private setAside(name: string, value: Held): void {
    const here = this.flat.get(name) ?? "";
    this.aside.delete(name);
    if (!here && value) this.aside.set(name, value);
    else if (typeof value !== "string") {
      const left = value.filter((each) => !here.includes(each));
      if (left.length) this.displace(name, left);
    }
  }

  /** Keeps an answer that the page has no place for, beside another of its name if there is one. */
  displace(name: string, value: Held): void {
    this.aside.delete(name);
    let free = name;
    while (this.flat.has(free) || this.aside.has(free)) free = ASIDE + free;
    this.aside.set(free, value);
  }

  private changes(): Map<string, Held | undefined> {
    const changes = new Map<string, Held | undefined>();
    const held = new Map([...this.aside, ...this.flat]);
    for (const [name, here] of held) if (!same(here, this.known.get(name))) changes.set(name, here);
    for (const name of this.known.keys()) if (!held.has(name)) changes.set(name, undefined);
    return changes;
  }

  private async write(): Promise<void> {
    if (!this.isUnsaved && (this.isListed || !this.record)) return;
    const changes = this.changes();
    const { era } = this;
    const record = { ...(this.record ?? this.begun("")), saved: Date.now() };
    await this.store.run("readwrite", (shelf) => {
      const answers = shelf("answers");
      for (const [name, v] of changes) {
        if (v === undefined) answers.delete([record.id, name]);
        else answers.put({ v, t: record.saved }, [record.id, name]);
      }
      return [shelf("drafts").put(record, record.id)];
    });
    if (era !== this.era) return;
    for (const [name, value] of changes) this.know(name, value);
    if (!this.record) void navigator.storage?.persist?.().catch(() => {});
    setDraftOfTab(record.form, record.id);
    this.record = record;
    this.isListed = true;
    this.isErased = false;
    this.announce(record.id);
  }

  private know(name: string, value: Held | undefined): void {
    if (value === undefined) this.known.delete(name);
    else this.known.set(name, value);
  }

  /** A first draft has the same id in every tab, so that two that begin at once share it. */
  begun(name: string): DraftRecord {
    const { form, version } = this.page.definition.plan;
    const id = draftOfTab(form) ?? form;
    const made = Date.now();
    return { id: id || newId(), form, version, name, made, saved: 0, changed: undefined };
  }

  /** Takes the draft out of the page; what comes next has this id, empty: one of its own. */
  leave(next: string): void {
    setDraftOfTab(this.page.definition.plan.form, next);
    this.aside.clear();
    this.known.clear();
    this.record = undefined;
    this.odd = 0;
    this.isFresh = this.isListed = this.isErased = false;
    this.era += 1;
    this.blank = new Map();
    clear(this.page);
  }

  private tell(): void {
    askBeforeLeaving(this.isUnsaved);
    this.page.root.dispatchEvent(new Event(CHANGED));
  }
}
