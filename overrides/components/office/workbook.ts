/** The sheets of a workbook and what stands in their cells. */
import type { Archive } from "./archive.ts";
import { dayOf } from "./days.ts";
import { formatsOf, type Format } from "./formats.ts";
import { relations } from "./related.ts";
import { allowed, attribute, child, inside, kept, made, parsed, written } from "./xml.ts";

export interface Cell {
  readonly type: "text" | "number" | "day" | "boolean" | "error";
  /** As it is shown: a day as yyyy-mm-dd. */
  readonly text: string;
}

/** A cell, and the sheet it is on. */
export interface Place {
  readonly sheet: string;
  readonly cell: string;
}

/** Characters that a cell holds. */
export const MOST_CHARACTERS = 32_767;
/** A cell by sheet, column and row. */
const NAMED = /^(?:'((?:[^']|'')+)'|([^'!(),\s]+))!\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::[A-Z0-9$]+)?$/;
/** A formula and what it came to when it was last counted. */
const COUNTED = /(<f(?:\s[^>]*)?(?:\/>|>[^<]*<\/f>))<v>[^<]*<\/v>/g;

export class Workbook {
  private readonly is1904: boolean;
  /** By kind: those of which a workbook has one. */
  private readonly related: ReadonlyMap<string, string>;
  /** By name of the sheet. */
  private readonly parts: ReadonlyMap<string, string>;
  private readonly names: ReadonlyMap<string, string>;
  private readonly sheets = new Map<string, Sheet | undefined>();
  private shared: readonly string[] | undefined;
  private formats: readonly Format[] | undefined;

  constructor(
    private readonly archive: Archive,
    private readonly main: string,
    private readonly tree: Document,
  ) {
    const related = relations(archive, main);
    this.related = new Map(related.map(({ kind, part }) => [kind, part]));
    const parts = new Map(related.map(({ id, part }) => [id, part]));
    this.parts = new Map(
      inside(tree, "sheet").map((each) => [
        each.getAttribute("name") ?? "",
        parts.get(attribute(each, "id")) ?? "",
      ]),
    );
    this.names = new Map(
      inside(tree, "definedName")
        .filter((each) => !each.hasAttribute("localSheetId"))
        .map((each) => [each.getAttribute("name") ?? "", each.textContent ?? ""]),
    );
    const [settings] = inside(tree, "workbookPr");
    this.is1904 = /^(1|true)$/.test(settings?.getAttribute("date1904") ?? "");
  }

  /** Where a name leads, which programs move with its cell; null: nowhere any more. */
  named(name: string): Place | null | undefined {
    const text = this.names.get(name);
    if (text === undefined) return undefined;
    const [, quoted, plain = "", letters, number] = NAMED.exec(text) ?? [];
    const sheet = quoted?.replaceAll("''", "'") ?? plain;
    return letters && number ? { sheet, cell: letters + number } : null;
  }

  /** What stands there; undefined: nothing. A number in a cell for days counts them. */
  cell({ sheet, cell }: Place, kind = ""): Cell | undefined {
    const raw = this.sheet(sheet)?.raw(cell);
    return raw && this.read(raw, kind);
  }

  /** Texts of each row of a sheet, from the first column on. */
  rows(name: string): string[][] {
    return (this.sheet(name)?.rawRows() ?? []).map((row) =>
      Array.from(row, (raw) => (raw && this.read(raw, "")?.text) ?? ""),
    );
  }

  /** Whether there is such a cell; a text never becomes a formula. */
  put({ sheet, cell }: Place, value: string | number): boolean {
    return this.sheet(sheet)?.put(cell, value) ?? false;
  }

  has(sheet: string): boolean {
    return this.sheet(sheet) !== undefined;
  }

  /** undefined: there is none of this name. */
  private sheet(name: string): Sheet | undefined {
    if (!this.sheets.has(name)) {
      const text = this.archive.text(this.parts.get(name) ?? "");
      this.sheets.set(name, text ? new Sheet(parsed(text)) : undefined);
    }
    return this.sheets.get(name);
  }

  /** Writes what was put into cells, and has every formula counted anew when the file is opened. */
  save(): void {
    for (const [name, part] of this.parts) {
      const sheet = this.sheets.get(name);
      const text = sheet?.isChanged ? written(sheet.tree) : this.archive.text(part);
      const uncounted = text.replace(COUNTED, "$1");
      if (sheet?.isChanged || uncounted !== text) this.archive.change(part, uncounted);
    }
    const root = this.tree.documentElement;
    const [counting] = inside(root, "calcPr");
    (counting ?? root.appendChild(made(root, "calcPr"))).setAttribute("fullCalcOnLoad", "1");
    this.archive.change(this.main, written(this.tree));
  }

  private read(element: Element, kind: string): Cell | undefined {
    const type = element.getAttribute("t") ?? "n";
    const inline = child(element, "is");
    const value = child(element, "v")?.textContent ?? "";
    if (inline) return texted(plain(inline));
    if (value === "") return undefined;
    if (type === "s") return texted(this.sharedTexts()[Number(value)] ?? "");
    if (type === "e") return { type: "error", text: value };
    if (type === "b") return { type: "boolean", text: /^(1|true)$/.test(value) ? "TRUE" : "FALSE" };
    if (type === "d") return { type: "day", text: value.slice(0, 10) };
    const number = Number(value);
    if (type !== "n" || !Number.isFinite(number)) return texted(unescaped(value));
    const format = this.format(element.getAttribute("s"));
    if (format === "percent") return texted(`${digits(number * 100)}%`);
    const day = [kind, format].includes("date") && dayOf(number, this.is1904);
    if (day) return { type: "day", text: day };
    return { type: "number", text: digits(number) };
  }

  private sharedTexts(): readonly string[] {
    const tree = this.shared ? undefined : this.part("sharedStrings");
    return (this.shared ??= tree ? inside(tree, "si").map(plain) : []);
  }

  private format(style: string | null): Format {
    const tree = this.formats ? undefined : this.part("styles");
    this.formats ??= tree ? formatsOf(tree) : [];
    return this.formats[Number(style)] ?? "";
  }

  private part(kind: string): Document | undefined {
    const text = this.archive.text(this.related.get(kind) ?? "");
    return text ? parsed(text) : undefined;
  }
}

class Sheet {
  isChanged = false;
  private readonly cells: ReadonlyMap<string, Element>;

  constructor(readonly tree: Document) {
    this.cells = new Map(inside(tree, "c").map((each) => [each.getAttribute("r") ?? "", each]));
  }

  raw(place: string): Element | undefined {
    return this.cells.get(place);
  }

  rawRows(): (Element | undefined)[][] {
    return inside(this.tree, "row").map((row) => {
      const cells: (Element | undefined)[] = [];
      for (const each of row.children) {
        const [, letters] = /^([A-Z]{1,3})[0-9]/.exec(each.getAttribute("r") ?? "") ?? [];
        if (letters) cells[columnOf(letters)] = each;
      }
      return cells;
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
}

/** With as many digits as workbooks keep. */
function digits(number: number): string {
  return String(Number(number.toPrecision(15)));
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
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\r\n?/g, "\n");
}

function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}
