import { flatIn, type Flat } from "../form/answers.ts";
import { element, part, setText } from "../form/dom.ts";
import { fill } from "../form/fill.ts";
import type { Page, View } from "../form/page.ts";
import { answerTitle } from "../form/question.ts";
import type { WordName } from "../form/words.ts";
import { CHANGED } from "./draft.ts";
import { amend } from "./list.ts";
import { idOf, leftOf, lookUp, movesOf } from "./moves.ts";
import { bare, type DraftRecord, type Held } from "./records.ts";

/** Milliseconds that the report may be behind. */
const PAUSE = 100;

/** What a newer version of the form did with a draft. */
interface Changed {
  readonly from: number;
  /** Names of answers, then and now. */
  readonly moved: readonly (readonly [string, string])[];
}

/** Brings a draft of an older form into this one, and says what became of each answer. */
export class DraftReport implements View {
  static readonly selector = "[data-component=draft-report]";
  private isMoving = false;
  private timer = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    this.on("report-seen", () => void this.dismiss());
    this.on("reload", () => location.reload());
    this.on("copy-aside", () => void this.copy());
    page.root.addEventListener(CHANGED, () => this.show());
    this.show();
  }

  /** Soon: nobody waits for it, and drafts change with every key that is pressed. */
  show(): void {
    this.timer ||= setTimeout(() => this.draw(), PAUSE) as unknown as number;
  }

  private draw(): void {
    this.timer = 0;
    const { record, aside, odd } = this.page.draft;
    const { version } = this.page.definition.plan;
    const from = changedOf(record)?.from ?? this.versionOf(record);
    this.root.hidden = from === version && !aside.size && !odd;
    if (this.root.hidden) return;
    if (this.versionOf(record) < version || this.hasBoxes()) void this.move();
    this.part("report-seen").hidden = !changedOf(record);
    this.part("reload").hidden = from <= version;
    this.part("report-title").hidden = this.part("report-lead").hidden = from === version;
    if (from !== version) {
      const kind = from < version ? "older" : "ahead";
      setText(this.part("report-title"), this.say(`draft-${kind}`, { from, to: version }));
      setText(this.part("report-lead"), this.lead(from));
    }
    this.showMoved();
    this.showNew(from);
    this.part("report-odd").hidden = odd === 0;
    setText(this.part("report-odd"), this.say("draft-odd", { count: odd }));
    this.showAside();
  }

  private versionOf(record: DraftRecord | undefined): number {
    const version = record?.version;
    return Number.isSafeInteger(version) ? version! : this.page.definition.plan.version;
  }

  /** Answers without a place go to where this version has them; what it does not take stays. */
  private async move(): Promise<void> {
    if (this.isMoving) return;
    this.isMoving = true;
    const { page } = this;
    const { draft, definition } = page;
    await draft.flush(); // the page may be half filled now
    const { record } = draft;
    if (record && !draft.failure) {
      const moved = this.moveAll(flatIn(page.form));
      const { version } = definition.plan;
      const before = this.versionOf(record);
      const from = changedOf(record)?.from ?? before;
      if (before < version) await amend(draft, { version, changed: { from, moved } });
      else await draft.flush();
    }
    this.isMoving = false;
  }

  /** Names of what has moved, then and now. */
  private moveAll(before: Flat): (readonly [string, string])[] {
    const { page } = this;
    const { aside } = page.draft;
    const moves = movesOf(page.definition.history, aside, before);
    const filling = new Map(
      moves.map(({ to, value }) => [
        to,
        typeof value === "string" ? value : [...(before.get(to) ?? []), ...value],
      ]),
    );
    fill(page, filling);
    const now = flatIn(page.form);
    return moves.flatMap((move) => {
      const left = leftOf(move, now.get(move.to));
      if (left === move.old || left?.length === move.old.length) return [];
      aside.delete(move.from);
      if (left !== undefined) page.draft.displace(bare(move.from), left);
      return [[bare(move.from), move.to] as const];
    });
  }

  /** Whether an older page has put ticks aside that this one has a box for. */
  private hasBoxes(): boolean {
    const { draft, definition, form } = this.page;
    return movesOf(definition.history, draft.aside, new Map()).some(
      ({ to, value }) =>
        typeof value !== "string" &&
        value.some((each) =>
          form.querySelector(`[type=checkbox][name="${CSS.escape(to)}"][value="${CSS.escape(each)}"]`),
        ),
    );
  }

  private async dismiss(): Promise<void> {
    this.page.root.querySelector<HTMLElement>("#form-draft")?.focus(); // the button leaves
    await amend(this.page.draft, { changed: undefined });
  }

  private lead(from: number): string {
    const { draft, definition } = this.page;
    if (from > definition.plan.version) return this.say("draft-ahead-lead");
    const isWhole = !draft.aside.size && !changedOf(draft.record)?.moved.length;
    return this.say(isWhole ? "draft-older-whole" : "draft-older-lead");
  }

  private showMoved(): void {
    const moved = changedOf(this.page.draft.record)?.moved ?? [];
    const ids = [...new Set(moved.map(([, to]) => idOf(to)))];
    this.part("report-moved").hidden = ids.length === 0;
    this.part("moved-list").replaceChildren(
      ...ids.map((id) => {
        const link = element("a", "", this.titleOf(id));
        link.href = `#${id}`;
        return element("li", "", link);
      }),
    );
  }

  /** Only what is asked of this organisation. */
  private showNew(from: number): void {
    const { form, definition } = this.page;
    const { since } = definition.history;
    const asked = [...form.querySelectorAll("[data-component=question], [data-field]")]
      .filter((each) => !each.closest("[hidden]"))
      .map((each) => each.id || (each as HTMLElement).dataset["field"]!)
      .filter((id) => Object.hasOwn(since, id) && since[id]! > from);
    this.part("report-new").hidden = asked.length === 0;
    setText(this.part("new-count"), this.say("draft-added", { count: asked.length }));
    this.part<HTMLAnchorElement>("to-new").href = `#${asked[0] ?? ""}`;
  }

  private showAside(): void {
    const aside = [...this.page.draft.aside];
    this.part("report-aside").hidden = aside.length === 0;
    setText(this.part("aside-count"), this.say("draft-aside", { count: aside.length }));
    const shown = this.asideInWords().map(([title, value]) => [
      element("dt", "", title),
      element("dd", "", value),
    ]);
    const list = this.part("aside-list");
    const text = shown.flat().map(({ textContent }) => textContent).join("\n");
    if (list.textContent !== text.replaceAll("\n", "")) list.replaceChildren(...shown.flat());
  }

  private asideInWords(): [string, string][] {
    return [...this.page.draft.aside].map(([name, value]) => [
      this.titleOf(bare(name)),
      this.valueOf(idOf(bare(name)), value),
    ]);
  }

  private titleOf(name: string): string {
    const { retired, renamed } = this.page.definition.history;
    const old = idOf(name);
    const id = lookUp(renamed, old) ?? old;
    const [, , column] = name.split("/");
    const title = lookUp(retired, id) ?? this.titleInPage(id) ?? id;
    if (column !== undefined) return `${title} · ${lookUp(retired, `${id}/${column}`) ?? column}`;
    const suffix = name.slice(old.length + 1);
    return suffix === "note" || suffix === "evidence" ? this.say(`draft-${suffix}`, { title }) : title;
  }

  private titleInPage(id: string): string | undefined {
    const { form, questions, words } = this.page;
    const question = questions.get(id);
    if (question) return words.say("question", { number: question.number, title: question.title });
    const field = form.querySelector(`[data-field="${CSS.escape(id)}"] [data-part=title]`);
    return field?.textContent ?? undefined;
  }

  private valueOf(id: string, value: Held): string {
    const { retired } = this.page.definition.history;
    const inWords = (option: string): string => {
      const input = this.page.form.querySelector(
        `[name="${CSS.escape(id)}"][value="${CSS.escape(option)}"]`,
      );
      return lookUp(retired, `${id}=${option}`) ?? (answerTitle(input) || option);
    };
    return typeof value === "string" ? inWords(value) : value.map(inWords).join(" · ");
  }

  private async copy(): Promise<void> {
    const lines = this.asideInWords().map(([title, value]) => `${title}: ${value}`);
    try {
      await navigator.clipboard.writeText(lines.join("\n"));
      setText(this.part("aside-copied"), this.say("copied"));
    } catch {
      // no clipboard: an insecure address, or a frame that is not allowed to use it
      getSelection()?.selectAllChildren(this.part("aside-list"));
      setText(this.part("aside-copied"), this.say("draft-selected"));
    }
  }

  private on(name: string, act: () => void): void {
    this.part(name).addEventListener("click", act);
  }

  private say(name: WordName, values: Record<string, string | number> = {}): string {
    return this.page.words.say(name, values);
  }

  private part<T extends HTMLElement = HTMLElement>(name: string): T {
    return part<T>(this.root, name);
  }
}

function changedOf(record: DraftRecord | undefined): Changed | undefined {
  const { from, moved } = Object(record?.changed) as Record<string, unknown>;
  const isText = (each: unknown): boolean => typeof each === "string";
  const isPair = (each: unknown): each is [string, string] =>
    Array.isArray(each) && each.length === 2 && each.every(isText);
  if (!Number.isSafeInteger(from) || !Array.isArray(moved)) return undefined;
  return { from: from as number, moved: moved.filter(isPair) };
}
