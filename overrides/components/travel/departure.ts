import { part, setText } from "../form/dom.ts";
import { load } from "../form/on-demand.ts";
import type { Page, Standing, View } from "../form/page.ts";
import type { WordName } from "../form/words.ts";
import { fileName, fileScore, fileText, localTime, type Content } from "./answer-file.ts";
import { download } from "./download.ts";
import { besideAnswers } from "./events.ts";
import { fragmentOf, MOST_CHARACTERS } from "./link.ts";
import { symbol } from "./qr.ts";

/** Characters of a link whose QR symbol a phone still reads from a screen. */
const MOST_FOR_CODE = 700;

/** Takes the answers elsewhere: as a file, a text, a link, to another app; and the form, blank. */
export class Departure implements View {
  static readonly selector = "[data-component=travel]";
  private standing: Standing | undefined;
  /** The answers of the text, the link and the code on show. */
  private shown = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    this.onClick("save-file", () => this.save());
    this.onClick("copy-text", () => this.copy("text", this.fileText(), "travel-text-copied"));
    this.onClick("share", () => this.share());
    this.onClick("make-link", () => this.showLink());
    this.onClick("copy-link", () => this.copy("link", this.box("link").value, "travel-link-copied"));
    this.onClick("print-blank", () => this.printBlank());
    this.part("with-notes").addEventListener("change", () => this.forgetLink());
    this.part("share").hidden = this.sharable() === undefined;
    this.part("waiting").hidden = this.part("failed").hidden = true;
    this.part("tools").hidden = false;
  }

  show(standing: Standing): void {
    this.standing = standing;
    const shown = JSON.stringify([...standing.flat]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.part("text-out").hidden = true;
    this.forgetLink();
  }

  private save(): void {
    const file = this.file();
    download(file);
    this.tell("file-news", "travel-saved", { file: file.name });
  }

  private async share(): Promise<void> {
    const file = this.sharable();
    if (!file || !this.standing) return;
    try {
      const text = await this.resultText(this.standing);
      await navigator.share({ files: [file], title: this.page.definition.title, text });
    } catch (error) {
      if ((error as Error).name !== "AbortError") this.tell("file-news", "travel-not-shared");
    }
  }

  private async resultText(standing: Standing): Promise<string> {
    const { text } = await load(this.page, "result");
    return text?.(this.page, standing, new Date()) ?? "";
  }

  /** The file under the first name that this browser shares; undefined: it shares none. */
  private sharable(): File | undefined {
    const named = [this.file(), this.file("txt")];
    return named.find((file) => navigator.canShare?.({ files: [file] }));
  }

  private async showLink(): Promise<void> {
    if (!this.standing) return;
    const { answers } = this.standing;
    const withNotes = this.part<HTMLInputElement>("with-notes").checked;
    const fragment = await fragmentOf(this.page.definition.plan, answers, withNotes).catch(() => "");
    if (!fragment || fragment.length > MOST_CHARACTERS) {
      this.tell("link-news", "travel-no-link");
      return;
    }
    const link = location.href.replace(/[?#].*$/, "") + fragment;
    this.box("link").value = link;
    this.part("link-out").hidden = false;
    this.tell("link-news", "travel-link-made", { length: link.length });
    const { words } = this.page;
    const fits = link.length <= MOST_FOR_CODE;
    this.part("code").replaceChildren(
      fits ? symbol(link, words.say("travel-code")) : words.say("travel-no-code", { most: MOST_FOR_CODE }),
    );
  }

  private forgetLink(): void {
    this.part("link-out").hidden = true;
    this.part("code").replaceChildren();
    setText(this.part("link-news"), "");
  }

  /** Into the clipboard; where there is none, selected in its box. */
  private async copy(what: "text" | "link", text: string, done: WordName): Promise<void> {
    const news = what === "text" ? "file-news" : "link-news";
    const box = this.box(what);
    try {
      await navigator.clipboard.writeText(text);
      this.tell(news, done);
    } catch {
      box.value = text;
      this.part(`${what}-out`).hidden = false;
      box.select();
      this.tell(news, "copy-by-hand");
    }
  }

  /** The form as if nobody had touched it; paper.css goes by what stands on the root. */
  private printBlank(): void {
    const { root } = this.page;
    const started = root.hasAttribute("data-started");
    const written = [...root.querySelectorAll("[data-component=written]")];
    const texts = written.map((each) => each.textContent);
    root.dataset["print"] = "blank";
    root.removeAttribute("data-started");
    for (const each of written) each.textContent = "";
    const restore = (): void => {
      delete root.dataset["print"];
      root.toggleAttribute("data-started", started);
      written.forEach((each, at) => (each.textContent = texts[at] ?? ""));
    };
    window.addEventListener("afterprint", restore, { once: true });
    window.print();
  }

  private file(ending = "json"): File {
    const content = this.content();
    const type = ending === "json" ? "application/json" : "text/plain";
    return new File([fileText(content)], fileName(content).replace(/json$/, ending), { type });
  }

  private fileText(): string {
    return fileText(this.content());
  }

  private content(): Content {
    const { plan, kindField } = this.page.definition;
    const answers = this.standing?.answers ?? new Map();
    return {
      form: plan.form,
      version: plan.version,
      kind: (answers.get(kindField) as string | undefined) ?? null,
      ...besideAnswers(this.page.root),
      saved: localTime(new Date()),
      answers,
      score: this.standing ? fileScore(this.standing.score) : null,
    };
  }

  private onClick(name: string, act: () => unknown): void {
    this.part(name).addEventListener("click", () => void act());
  }

  private tell(where: string, word: WordName, values: Record<string, string | number> = {}): void {
    setText(this.part(where), this.page.words.say(word, values));
  }

  private part<T extends HTMLElement = HTMLElement>(name: string): T {
    return part<T>(this.root, name);
  }

  private box(what: "text" | "link"): HTMLTextAreaElement {
    return this.part<HTMLTextAreaElement>(what);
  }
}
