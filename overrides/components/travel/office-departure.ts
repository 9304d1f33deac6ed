import type { Filled } from "../office/office.ts";
import { part, setText } from "../form/dom.ts";
import { load } from "../form/on-demand.ts";
import type { Page, Standing, View } from "../form/page.ts";
import type { WordName } from "../form/words.ts";
import type { Answers } from "../score/score.ts";
import { fileName, localTime } from "./answer-file.ts";
import { download } from "./download.ts";
import { besideAnswers } from "./events.ts";
import { list } from "./report.ts";

const ENDINGS = ["xlsx", "docx"] as const;

/** Takes the answers elsewhere in a workbook or a document: the blank one, filled on the device. */
export class OfficeDeparture implements View {
  static readonly selector = "[data-component=travel]";
  private standing: Standing | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly page: Page,
  ) {
    for (const ending of ENDINGS) {
      part(root, `save-${ending}`).addEventListener("click", () => void this.save(ending));
    }
  }

  show(standing: Standing): void {
    this.standing = standing;
  }

  private async save(ending: string): Promise<void> {
    const { plan, kindField } = this.page.definition;
    const answers: Answers = this.standing?.answers ?? new Map();
    const kind = kindField ? String(answers.get(kindField) ?? "") : "all";
    this.tell(kind ? "travel-filling" : "travel-no-kind", { title: this.kindTitle });
    if (!kind) return;
    const others = [...answers, ...besideAnswers(this.page.root).unplaced];
    const filled = await this.filled(
      `${part(this.root, "office").dataset["blanks"]}${kind}.${ending}`,
      new Map(others.filter(([id]) => id !== kindField)),
    );
    if (!filled) return this.tell("travel-no-blank");
    const { form, version } = plan;
    const named = fileName({ form, version, kind, saved: localTime(new Date()) });
    const file = new File([filled.file], named.replace(/json$/, ending));
    download(file);
    this.tell("travel-saved", { file: file.name });
    const heading = this.page.words.say("travel-left", { count: filled.notes.length });
    part(this.root, "office-left").replaceChildren(...list(this.page, heading, filled.notes));
  }

  /** undefined: the blank cannot be had, or is none. */
  private async filled(address: string, answers: Answers): Promise<Filled | undefined> {
    try {
      const [{ office }, come] = await Promise.all([load(this.page, "office"), fetch(address)]);
      if (!come.ok) return undefined;
      return office?.fill(this.page, new Uint8Array(await come.arrayBuffer()), answers);
    } catch {
      return undefined;
    }
  }

  private get kindTitle(): string {
    const { form, definition } = this.page;
    const field = form.querySelector(`[data-field="${CSS.escape(definition.kindField)}"]`);
    return field?.querySelector("[data-part=title]")?.textContent ?? "";
  }

  private tell(word: WordName, values: Record<string, string | number> = {}): void {
    setText(part(this.root, "office-news"), this.page.words.say(word, values));
    part(this.root, "office-left").replaceChildren();
  }
}
