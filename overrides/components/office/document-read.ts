/** A filled Word document in, the answers in its controls out; the twin of office_file/docx.py. */
import { controlsIn, isGone, isOn, spaced, textOf, type Control, type Imprint } from "./document.ts";
import { Finding } from "./finding.ts";
import { isTick, read } from "./values.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { child } from "./xml.ts";

/** Of a name: the field or question, the column, the option. */
const TAG = /^([^/=]+)(?:\/([^/=]+))?(?:=(.+))?$/;
const BESIDE = ["evidence", "note"];

interface Filled {
  readonly id: string;
  /** Empty: it is in no table. */
  readonly column: string;
  /** The one that it ticks; empty: it holds a text. */
  readonly option: string;
  readonly row: Element;
  /** Empty while nothing was typed. */
  readonly text: string;
  readonly isTicked: boolean;
}

/** undefined: it has no controls of ours at all. */
export function readDocument(
  tree: Document,
  imprint: Imprint,
  vocabulary: Vocabulary,
): Finding | undefined {
  const controls = controlsIn(tree).flatMap((each) => filled(each) ?? []);
  if (controls.length === 0) return undefined;
  const kind = vocabulary.kindCalled(spaced(imprint.kind));
  const found = new Finding(imprint.form, imprint.version, kind);
  const reader = new Reader(found, vocabulary);
  const alone = controls.filter(({ column }) => !column);
  for (const [id, places] of groups(alone, ({ id }) => id)) {
    for (const value of reader.values(id, "", places)) found.put(id, value);
  }
  for (const [id, places] of groups(controls.filter(({ column }) => column), ({ id }) => id)) {
    reader.rows(id, groups(places, ({ row }) => row));
  }
  if (vocabulary.isOf(imprint.form, imprint.version)) {
    const there = new Set(controls.flatMap(({ id, column }) => [id, `${id}/${column}`]));
    for (const id of missing(there, kind, vocabulary)) found.note("lost", id);
  }
  return found;
}

class Reader {
  constructor(
    private readonly found: Finding,
    private readonly vocabulary: Vocabulary,
  ) {}

  /** Of what is ticked, and of each text. */
  values(id: string, place: string, controls: readonly Filled[]): unknown[] {
    const column = controls[0]?.column;
    const kind = this.vocabulary.kind(id, column);
    const titles = this.vocabulary.titles(id, column);
    const ticked = controls.filter(({ isTicked }) => isTicked).map(({ option }) => option);
    const texts = controls.filter(({ option, text }) => !option && text.trim());
    return [
      this.found.chosen(id, place, kind, ticked),
      ...texts.map(({ text }) =>
        this.found.taken(id, place, text, read(kind, { type: "text", text }, titles)),
      ),
    ];
  }

  rows(id: string, rows: ReadonlyMap<Element, readonly Filled[]>): void {
    const answers = [...rows.values()].flatMap((controls, at) => {
      const cells = [...groups(controls, ({ column }) => column)].flatMap(([column, places]) => {
        const values = this.values(id, `/${at}/${column}`, places);
        const value = values.find((each) => each !== undefined);
        return value === undefined ? [] : [[column, value]];
      });
      return cells.length ? Object.fromEntries(cells) : [];
    });
    if (answers.length) this.found.answers.set(id, answers);
  }
}

/** What the blank asks and the file has no place for. */
function missing(there: ReadonlySet<string>, kind: string, vocabulary: Vocabulary): string[] {
  const { fields, questions } = vocabulary.asked(kind, there);
  const lost = fields.filter(({ id, columns }) =>
    columns.length ? !columns.every((each) => there.has(`${id}/${each}`)) : !there.has(id),
  );
  const beside = BESIDE.filter((each) => questions.some((id) => there.has(`${id}.${each}`)));
  return [
    ...lost.map(({ id }) => id),
    ...questions.flatMap((id) => {
      if (!there.has(id)) return id;
      return beside.map((each) => `${id}.${each}`).filter((each) => !there.has(each));
    }),
  ];
}

/** undefined: it is none to fill in, or holds others. */
function filled({ tag, element, properties, content }: Control): Filled | undefined {
  const [, id, column = "", option = ""] = TAG.exec(tag) ?? [];
  if (!id || child(properties, "repeatingSection") || isGone(element)) return undefined;
  if (controlsIn(content).length > 0) return undefined;
  const text = isOn(child(properties, "showingPlcHdr")) ? "" : textOf(content);
  const box = child(properties, "checkbox");
  const ticked = box ? isOn(child(box, "checked")) : isTick(text);
  return { id, column, option, row: rowOf(element), text, isTicked: option !== "" && ticked };
}

/** What repeats as a row: what is marked so, else a row of a table. */
function rowOf(element: Element): Element {
  let row: Element | undefined;
  let at = element;
  for (; at.parentElement; at = at.parentElement) {
    const properties = at.localName === "sdt" ? child(at, "sdtPr") : undefined;
    if (properties && child(properties, "repeatingSectionItem")) return at;
    if (at.localName === "tr") row ??= at;
  }
  return row ?? at;
}

function groups<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const grouped = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = grouped.get(key);
    if (group) group.push(item);
    else grouped.set(key, [item]);
  }
  return grouped;
}
