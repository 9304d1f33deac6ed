/** A filled Word document in, the answers in its controls out. */
import { controlsIn, spaced, textOf, type Control, type Imprint } from "./document.ts";
import type { OfficeNote, ReadReason } from "./notes.ts";
import { textRead } from "./values.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { Found } from "./workbook-read.ts";
import { attribute, child } from "./xml.ts";

/** What a box shows that an editor has made a text of. */
const TICKED = /^[☒☑✓✔xX]$/;

/** Nothing but what it holds; throws on no document. */
export function readDocument(tree: Document, imprint: Imprint, vocabulary: Vocabulary): Found {
  return new Finding(tree, imprint, vocabulary);
}

/** The controls of one place: one to type into under the empty name, or a box for each option. */
type Place = Map<string, Control>;
/** By name of the column. */
type Cells = Map<string, Place>;

class Finding implements Found {
  readonly form: string;
  readonly version: number;
  readonly kind: string;
  readonly answers = new Map<string, unknown>();
  readonly notes: OfficeNote<ReadReason>[] = [];

  constructor(
    tree: Document,
    imprint: Imprint,
    private readonly vocabulary: Vocabulary,
  ) {
    [this.form, this.version] = [imprint.form, imprint.version];
    this.kind = vocabulary.kindCalled(spaced(imprint.kind));
    const scalars: Cells = new Map();
    const tables = new Map<string, Map<Element, Cells>>();
    for (const control of controlsIn(tree)) {
      const [name = "", option = ""] = control.tag.split("=");
      const [id = "", column] = name.split("/");
      if (column !== undefined) {
        // by rows and not by the controls round them, which some editors drop
        const row = rowOf(control.element);
        put(ensured(ensured(tables, id), row), column, option, control);
      } else if (child(control.properties, "repeatingSection")) ensured(tables, id);
      else put(scalars, id, option, control);
    }
    for (const [id, place] of scalars) this.keep(id, this.value([id, ""], place));
    for (const [id, rows] of tables) this.keep(id, this.rows(id, [...rows.values()]));
    this.miss((id) => scalars.has(id) || Boolean(tables.get(id)?.size));
  }

  private keep(id: string, value: unknown): void {
    if (Array.isArray(value) ? value.length : value !== undefined) this.answers.set(id, value);
  }

  private rows(id: string, rows: readonly Cells[]): object[] {
    return rows.flatMap((places, at) => {
      const cells = [...places].flatMap(([column, place]) => {
        const value = this.value([id, `/${at}/${column}`], place);
        return value === undefined ? [] : [[column, value]];
      });
      return cells.length ? Object.fromEntries(cells) : [];
    });
  }

  /** undefined: blank, or no answer. */
  private value([id, place]: readonly [string, string], controls: Place): unknown {
    const typed = controls.get("");
    const column = place.split("/")[2];
    const kind = this.vocabulary.kind(id, column);
    if (!typed) return this.chosen([id, place], kind, controls);
    const text = typedIn(typed);
    if (!text.trim()) return undefined;
    const read = textRead(kind, text, this.vocabulary.titles(id, column));
    if ("value" in read) return read.value;
    this.notes.push({ reason: read.unread, id, place, value: text });
    return undefined;
  }

  private chosen([id, place]: readonly [string, string], kind: string, boxes: Place): unknown {
    const ticked = [...boxes].filter(([, box]) => isTicked(box)).map(([option]) => option);
    if (kind === "choices" || ticked.length < 2) return kind === "choices" ? ticked : ticked[0];
    this.notes.push({ reason: "several", id, place, value: ticked });
    return undefined;
  }

  /** Names what the blank of this version has and the file has not. */
  private miss(has: (id: string) => boolean): void {
    if (!this.vocabulary.isOf(this.form, this.version)) return;
    for (const id of this.vocabulary.asked(this.kind)) {
      if (!has(id)) this.notes.push({ reason: "lost", id, place: "", value: "" });
    }
  }
}

function put(cells: Cells, name: string, option: string, control: Control): void {
  const place = ensured(cells, name);
  if (!place.has(option)) place.set(option, control);
}

/** The map under this key, made if there was none. */
function ensured<Key, Inner, Value>(
  map: Map<Key, Map<Inner, Value>>,
  key: Key,
): Map<Inner, Value> {
  const made = map.get(key) ?? new Map<Inner, Value>();
  map.set(key, made);
  return made;
}

/** The row of a table that it stands in. */
function rowOf(element: Element): Element {
  let at: Element | null = element;
  while (at && at.localName !== "tr") at = at.parentElement;
  return at ?? element;
}

/** Empty while the control shows what to type. */
function typedIn({ properties, content }: Control): string {
  return child(properties, "showingPlcHdr") ? "" : textOf(content);
}

function isTicked({ properties, content }: Control): boolean {
  const box = child(properties, "checkbox");
  if (!box) return TICKED.test(textOf(content).trim());
  return ["1", "true"].includes(attribute(child(box, "checked"), "val"));
}
