import { flatOf } from "../form/answers.ts";
import { part, setText } from "../form/dom.ts";
import { fill } from "../form/fill.ts";
import type { Page, Standing, View } from "../form/page.ts";
import { MOST_BYTES } from "./answer-file.ts";
import { fromBytes, fromLink, fromText, type Arrival, type Refusal } from "./arrival.ts";
import type { Brought } from "./events.ts";
import { MARK } from "./link.ts";
import { refusal, report } from "./report.ts";

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
    const choose = part<HTMLInputElement>(root, "choose");
    choose.addEventListener("change", () => {
      void this.openFile(choose.files?.[0]);
      choose.value = ""; // so that the same file can be chosen again
    });
    const pasted = part<HTMLTextAreaElement>(root, "paste");
    part(root, "open-text").addEventListener("click", () => void this.openText(pasted.value));
    this.takeDrops(page.root);
    window.addEventListener("hashchange", () => void this.openAddress());
  }

  show(standing: Standing): void {
    const isFirst = this.standing === undefined;
    this.standing = standing;
    if (standing.flat.size) this.tellNews();
    if (isFirst) void this.openAddress();
    else if (this.arrival && this.dialog.open) this.ask(this.arrival); // a draft has come meanwhile
  }

  private async openFile(file: File | undefined): Promise<void> {
    if (!file) return;
    if (file.size > MOST_BYTES) return this.ask({ refused: "too-large" });
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      this.ask(fromBytes(this.page.definition, bytes));
    } catch {
      this.ask({ refused: "not-text" }); // a folder, or a file that has gone since
    }
  }

  private async openText(text: string): Promise<void> {
    this.ask(await fromText(this.page.definition, text));
  }

  private async openAddress(): Promise<void> {
    if (!location.hash.startsWith(MARK)) return;
    this.ask(await fromLink(this.page.definition, location.hash));
  }

  /** Files only; a text that is dragged into a field goes there. */
  private takeDrops(root: HTMLElement): void {
    for (const name of ["dragover", "drop"] as const) {
      root.addEventListener(name, (event) => {
        const { types, files } = event.dataTransfer ?? {};
        if (!types?.includes("Files")) return;
        event.preventDefault(); // else the browser would leave the page for the file
        if (name === "drop") void this.openFile(files?.[0]);
      });
    }
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
