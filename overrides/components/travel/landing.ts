import { flatOf } from "../form/answers.ts";
import { part, setText } from "../form/dom.ts";
import { fill } from "../form/fill.ts";
import { load } from "../form/on-demand.ts";
import type { Page, Standing, View } from "../form/page.ts";
import { fromBytes, fromLink, fromOffice, fromText, type Arrival, type Refusal } from "./arrival.ts";
import type { Brought } from "./events.ts";
import { MARK } from "./link.ts";
import { refusal, report } from "./report.ts";

/** Bytes; no file of ours takes more. */
const MOST_OFFICE_BYTES = 20_000_000;
/** First bytes of office files: of archives with parts and without, and of before 2007. */
const OFFICE = ["80,75,3,4", "80,75,5,6", "208,207,17,224"];

/** Lets answers in from a file, a text or a link, once the reader has seen what would happen. */
export class Landing implements View {
  static readonly selector = "[data-component=travel]";
  private readonly dialog: HTMLDialogElement;
  private standing: Standing | undefined;
  private arrival: Arrival | undefined;
  /** To be told once the answers stand in the page. */
  private news = "";
  /** Until it has turned out that nobody keeps drafts. */
  private canDraft = true;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    this.dialog = part(root, "arrival");
    this.dialog.addEventListener("close", () => this.decide());
    part(root, "choose").addEventListener("change", () => this.openChosen());
    page.root.addEventListener("drop", () => this.openChosen());
    const pasted = part<HTMLTextAreaElement>(root, "paste");
    part(root, "open-text").addEventListener("click", () => void this.openText(pasted.value));
    window.addEventListener("hashchange", () => void this.openAddress());
  }

  show(standing: Standing): void {
    const isFirst = this.standing === undefined;
    this.standing = standing;
    if (standing.flat.size) this.tellNews();
    if (isFirst) void this.openAddress().then(() => this.openChosen());
    else if (this.arrival && this.dialog.open) this.ask(this.arrival); // a draft has come meanwhile
  }

  /** Also what was dropped on the page before this part of it had come. */
  private openChosen(): void {
    const choose = part<HTMLInputElement>(this.root, "choose");
    const [file] = choose.files ?? [];
    choose.value = ""; // so that the same file can be chosen again
    if (file) void this.openFile(file);
  }

  private async openFile(file: File): Promise<void> {
    if (file.size > MOST_OFFICE_BYTES) return this.ask({ refused: "too-large" });
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      this.ask(await this.read(bytes));
    } catch {
      this.ask({ refused: "not-text" }); // a folder, or a file that has gone since
    }
  }

  private async read(bytes: Uint8Array): Promise<Arrival | Refusal> {
    const { page } = this;
    if (!OFFICE.includes(bytes.subarray(0, 4).join())) return fromBytes(page.definition, bytes);
    const { office } = await load(page, "office").catch(() => ({ office: undefined }));
    const come = office?.read(page, bytes) ?? "no-reader";
    return fromOffice(page.definition, page.definition.kindField, come);
  }

  private async openText(text: string): Promise<void> {
    this.ask(await fromText(this.page.definition, text));
  }

  private async openAddress(): Promise<void> {
    if (!location.hash.startsWith(MARK)) return;
    this.ask(await fromLink(this.page.definition, location.hash));
  }

  private ask(come: Arrival | Refusal): void {
    const { standing, page } = this;
    if (!standing) return;
    const { words } = page;
    this.arrival = "refused" in come ? undefined : come;
    const started = standing.started;
    const usable = this.arrival !== undefined && this.arrival.answers.size > 0;
    setText(this.part("arrival-title"), words.say(this.arrival ? "travel-ask" : "travel-refused"));
    this.part("arrival-report").replaceChildren(
      ...(started && !this.canDraft ? [words.say("travel-no-draft")] : []),
      ...("refused" in come ? [refusal(page, come)] : report(page, standing, come)),
    );
    const isForDraft = usable && started && this.canDraft;
    this.part("as-draft").hidden = !isForDraft;
    this.part("into-page").hidden = !usable;
    this.part("into-page").classList.toggle("form__button--first", !isForDraft);
    setText(this.part("into-page"), words.say(started ? "travel-into-page" : "travel-into-empty"));
    setText(this.part("leave"), words.say(usable ? "travel-leave" : "travel-close"));
    this.dialog.returnValue = ""; // Escape leaves the page as it is
    if (!this.dialog.open) this.dialog.showModal();
  }

  private decide(): void {
    const { arrival, standing, dialog } = this;
    this.forgetAddress();
    if (!arrival || !standing || !dialog.returnValue) return;
    this.arrival = undefined;
    const isForDraft = dialog.returnValue === "draft";
    const isTaken = (isForDraft || !standing.started) && this.keepAsDraft(arrival);
    if (isForDraft && !isTaken && standing.started) {
      this.canDraft = false;
      this.ask(arrival);
      return;
    }
    this.news = this.page.words.say("travel-arrived", { count: arrival.answers.size });
    if (!isTaken) this.fillPage(arrival, standing);
  }

  /** Whether somebody who keeps drafts has taken it. */
  private keepAsDraft({ answers, unplaced, name }: Arrival): boolean {
    const detail: Brought = { answers, unplaced, name };
    return !this.page.root.dispatchEvent(new CustomEvent("import", { cancelable: true, detail }));
  }

  private fillPage({ answers, unplaced }: Arrival, { flat }: Standing): void {
    const filled = new Map(flatOf(answers));
    for (const name of flat.keys()) {
      const [id = "", row] = name.split("/");
      // a table is replaced whole; rows of both would make a third table
      if (row !== undefined && answers.has(id) && !filled.has(name)) filled.set(name, "");
    }
    for (const id of answers.keys()) this.page.tables.get(id)?.clear();
    fill(this.page, filled);
    if (unplaced.size === 0) return;
    this.page.root.dispatchEvent(new CustomEvent("unplaced", { detail: unplaced }));
  }

  private tellNews(): void {
    const panel = part<HTMLDetailsElement>(this.root, "panel");
    if (this.news) setText(part(this.root, panel.open ? "arrived" : "arrived-by-link"), this.news);
    this.news = "";
  }

  /** Out of the address and of the history, so that nobody opens or sends it by mistake. */
  private forgetAddress(): void {
    if (!location.hash.startsWith(MARK)) return;
    history.replaceState(history.state, "", location.pathname + location.search);
  }

  private part(name: string): HTMLElement {
    return part(this.dialog, name);
  }
}
