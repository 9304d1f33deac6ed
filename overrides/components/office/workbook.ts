/** The sheets of a workbook and what stands in their cells. */
import type { Archive } from "./archive.ts";
import { relations } from "./related.ts";
import { allowed, child, inside, kept, made, parsed, written } from "./xml.ts";

export interface Cell {
  readonly type: "text" | "number" | "boolean" | "error";
  /** As the file has it: a date is a number, a boolean 1 or 0. */
  readonly text: string;
}

/** Characters that a cell holds. */
export const MOST_CHARACTERS = 32_767;
/** A formula and what it came to when it was last counted. */
const COUNTED = /(<f(?:\s[^>]*)?(?:\/>|>[^<]*<\/f>))<v>[^<]*<\/v>/g;

export class Workbook {
  /** Whether days are counted from 1904. */
  readonly is1904: boolean;
  private readonly parts: ReadonlyMap<string, string>;
  private readonly sheets = new Map<string, Sheet | undefined>();
  private shared: readonly string[] | undefined;

  constructor(
    private readonly archive: Archive,
    private readonly main: string,
    private readonly tree: Document,
  ) {
    const parts = new Map(relations(archive, main).map(({ id, part }) => [id, part]));
    const idOf = (sheet: Element): string =>
      [...sheet.attributes].find((each) => each.localName === "id")?.value ?? "";
    this.parts = new Map(
      inside(tree, "sheet").map((each) => [
        each.getAttribute("name") ?? "",
        parts.get(idOf(each)) ?? "",
      ]),
    );
    const [settings] = inside(tree, "workbookPr");
    this.is1904 = ["1", "true"].includes(settings?.getAttribute("date1904") ?? "");
  }

  /** undefined: there is none of this name. */
  sheet(name: string): Sheet | undefined {
    if (!this.sheets.has(name)) {
      const text = this.archive.text(this.parts.get(name) ?? "");
      this.sheets.set(name, text ? new Sheet(parsed(text), () => this.sharedTexts()) : undefined);
    }
    return this.sheets.get(name);
  }

  /** Writes what was put into cells, and has every formula counted anew when the file is opened. */
  save(): void {
    for (const [name, part] of this.parts) {
      const sheet = this.sheets.get(name);
      const text = sheet?.isChanged ? written(sheet.tree) : this.archive.text(part);
      this.archive.change(part, text.replace(COUNTED, "$1"));
    }
    const root = this.tree.documentElement;
    const [counting] = inside(root, "calcPr");
    (counting ?? root.appendChild(made(root, "calcPr"))).setAttribute("fullCalcOnLoad", "1");
    this.archive.change(this.main, written(this.tree));
  }

  private sharedTexts(): readonly string[] {
    if (!this.shared) {
      const found = relations(this.archive, this.main).find(({ kind }) => kind === "sharedStrings");
      const text = found && this.archive.text(found.part);
      this.shared = text ? inside(parsed(text), "si").map(plain) : [];
    }
    return this.shared;
  }
}

export class Sheet {
  isChanged = false;
  private readonly cells: ReadonlyMap<string, Element>;

  constructor(
    readonly tree: Document,
    private readonly shared: () => readonly string[],
  ) {
    this.cells = new Map(inside(tree, "c").map((each) => [each.getAttribute("r") ?? "", each]));
  }

  /** undefined: nothing stands there. */
  cell(place: string): Cell | undefined {
    const element = this.cells.get(place);
    return element && this.read(element);
  }

  /** Texts of the cells of each row, from the first column on. */
  rows(): string[][] {
    return inside(this.tree, "row").map((row) => {
      const texts: string[] = [];
      for (const each of row.children) {
        const [, letters] = /^([A-Z]{1,3})[0-9]/.exec(each.getAttribute("r") ?? "") ?? [];
        if (letters) texts[columnOf(letters)] = this.read(each)?.text ?? "";
      }
      return Array.from(texts, (text) => text ?? "");
    });
  }

  /** Whether there is such a cell; a text never becomes a formula. */
  put(place: string, value: string | number): boolean {
    const cell = this.cells.get(place);
    if (!cell) return false;
    this.isChanged = true;
    if (typeof value === "number") {
      cell.removeAttribute("t");
      cell.replaceChildren(made(cell, "v", String(value)));
    } else {
      cell.setAttribute("t", "inlineStr");
      cell.replaceChildren(made(cell, "is", kept(cell, escaped(allowed(value)))));
    }
    return true;
  }

  private read(element: Element): Cell | undefined {
    const type = element.getAttribute("t") ?? "n";
    const inline = child(element, "is");
    const value = child(element, "v")?.textContent ?? "";
    if (inline) return texted(plain(inline));
    if (type === "s") return texted(this.shared()[Number(value)] ?? "");
    if (type === "str") return texted(unescaped(value));
    if (type === "d") return texted(value.replace(/T00:00.*/, ""));
    if (value === "") return undefined;
    if (type === "e") return { type: "error", text: value };
    return { type: type === "b" ? "boolean" : "number", text: value };
  }
}

/** From 0: the place of the column that is called so. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function texted(text: string): Cell | undefined {
  return text === "" ? undefined : { type: "text", text };
}

/** What is read, of parts in several fonts; without how it is pronounced. */
function plain(item: Element): string {
  const texts = inside(item, "t").filter((each) => each.parentElement?.localName !== "rPh");
  return unescaped(texts.map((each) => each.textContent).join(""));
}

/** Workbooks write some characters as `_x000D_`, and what looks so by itself as `_x005F_x000D_`. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
}

function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}
