import { controlsOf, rowId } from "../form/answers.ts";
import { element, part, setText } from "../form/dom.ts";
import { REFILL } from "../form/fill.ts";
import type { Page, View } from "../form/page.ts";
import type { Words } from "../form/words.ts";
import { idOf, isBlank, rename, type FieldTable } from "./table.ts";
import { shownValue } from "./written.ts";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** Random letters in an id: two tabs that add a row at once add two. */
const RANDOM = 4;
/** Id of a row on its way to that of another. */
const MOVING = "moving";

/** The buttons of a table of rows, and the same table on paper. */
export class Rows implements View {
  private readonly sheet: HTMLElement;
  private readonly emptySheet: readonly Node[];
  private undo: HTMLElement | undefined;

  constructor(
    private readonly table: FieldTable,
    private readonly page: Page,
  ) {
    const { root } = table;
    this.sheet = part(root, "sheet");
    this.emptySheet = [...this.sheet.childNodes];
    root.dataset["live"] = ""; // shows the buttons
    root.addEventListener("click", ({ target }) => this.press(target as HTMLElement));
    for (const name of [REFILL, "reset"]) {
      page.form.addEventListener(name, () => this.forget());
    }
    window.addEventListener("beforeprint", () => this.fillSheet());
  }

  show(): void {
    const { rows, root } = this.table;
    rows.forEach((row, at) => {
      const [first] = controlsOf(row);
      const name = first ? shownValue(this.page.words, first) : "";
      setText(part(row, "row-name"), name && `: ${name}`);
      part<HTMLButtonElement>(row, "up").disabled = at === 0;
      part<HTMLButtonElement>(row, "down").disabled = at === rows.length - 1;
    });
    part<HTMLButtonElement>(root, "add").disabled = rows.length >= this.most;
  }

  private press(target: HTMLElement): void {
    const button = target.closest("button");
    const row = button?.closest<HTMLElement>("[data-row]");
    const name = button?.dataset["part"];
    if (name === "add") this.add();
    else if (row && name === "remove") this.remove(row);
    else if (row && (name === "up" || name === "down")) this.move(row, name);
  }

  private add(): void {
    const last = this.table.rows.at(-1);
    const row = this.table.added(idAfter(last ? idOf(last) : ""));
    this.changed("");
    focusFirst(row);
    if (this.table.rows.length >= this.most) this.tell("field-full", this.most);
  }

  private move(row: HTMLElement, way: "up" | "down"): void {
    const { rows } = this.table;
    const to = rows.indexOf(row) + (way === "up" ? -1 : 1);
    const other = rows[to];
    if (!other) return;
    swap(row, other);
    this.table.count();
    this.changed("field-moved", to + 1);
    // at an end, the button that was pressed is of no more use
    const isUsable = !part<HTMLButtonElement>(row, way).disabled;
    part(row, isUsable === (way === "up") ? "up" : "down").focus();
  }

  private remove(row: HTMLElement): void {
    const { rows } = this.table;
    const at = rows.indexOf(row);
    this.forget();
    if (!isBlank(row)) this.offerUndo(row, at + 1);
    row.remove();
    this.table.count();
    this.changed("field-removed", at + 1);
    const next = this.undo ?? this.table.rows[at]?.querySelector<HTMLElement>("[data-part=remove]");
    (next ?? part(this.table.root, "add")).focus();
  }

  /** A button in the place of the row that brings it back. */
  private offerUndo(row: HTMLElement, number: number): void {
    const text = this.page.words.say("field-undo", { number });
    const undo = element("button", "form__button form__undo", text);
    undo.type = "button";
    undo.addEventListener("click", () => {
      this.table.place(row);
      row.focus();
      this.forget();
      this.changed("");
    });
    row.before(undo);
    this.undo = undo;
  }

  private forget(): void {
    this.undo?.remove();
    this.undo = undefined;
  }

  private changed(name: "" | "field-moved" | "field-removed", number = 0): void {
    this.page.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.tell(name, number);
  }

  private tell(name: "" | "field-full" | "field-moved" | "field-removed", number: number): void {
    const text = name && this.page.words.say(name, { number });
    setText(part(this.table.root, "row-news"), text);
  }

  private get most(): number {
    return Number(this.table.root.dataset["most"]);
  }

  private fillSheet(): void {
    const isForBlank = this.page.root.dataset["print"] === "blank"; // asked for with answers there
    const filled = isForBlank ? [] : this.table.rows.filter((row) => !isBlank(row));
    const lines = filled.map((row, at) => {
      const head = element("th", "", String(at + 1));
      head.scope = "row";
      const cells = [...row.querySelectorAll(".form__cell")].map((cell) =>
        element("td", "", cellText(this.page.words, cell)),
      );
      return element("tr", "", head, ...cells);
    });
    this.sheet.replaceChildren(...(lines.length ? lines : this.emptySheet));
    this.sheet.toggleAttribute("data-filled", lines.length > 0);
  }
}

function cellText(words: Words, cell: Element): string {
  const kept = [...controlsOf(cell)].filter(({ name }) => name);
  return kept.map((control) => shownValue(words, control)).join("");
}

/** Two neighbours change places, and ids with them, so that order stays the order of ids. */
function swap(row: HTMLElement, other: HTMLElement): void {
  const [id, otherId] = [idOf(row), idOf(other)];
  rename(row, MOVING); // radio buttons of one name would turn each other off
  rename(other, id);
  rename(row, otherId);
  // the row that was asked to move may hold the focus, so the other one goes around it
  row.insertAdjacentElement(id < otherId ? "beforebegin" : "afterend", other);
}

/** An id that sorts after this one. */
function idAfter(id: string): string {
  const ordinal = id ? Number(/^r([0-9]+)/.exec(id)?.[1] ?? 0) + 1 : 0;
  const random = crypto.getRandomValues(new Uint8Array(RANDOM));
  const letters = Array.from(random, (byte) => LETTERS[byte % LETTERS.length]);
  return rowId(ordinal) + letters.join("");
}

function focusFirst(row: HTMLElement): void {
  const [first] = controlsOf(row);
  first?.focus();
}
