/** Answers in, a blank Word document with them in its controls out. */
import type { Answers, Cell as Answer, Row, Value } from "../score/score.ts";
import { controlsIn, type Control } from "./document.ts";
import type { FillReason, OfficeNote } from "./notes.ts";
import { shown } from "./values.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { allowed, attribute, child, inside, kept, made } from "./xml.ts";

/** Shown for a tick where the control does not say what it shows. */
const TICKED = "☒";

/** Fills the document; what it could not hold. */
export function fillDocument(
  tree: Document,
  answers: Answers,
  vocabulary: Vocabulary,
): OfficeNote<FillReason>[] {
  const filling = new Filling(tree, vocabulary);
  for (const [id, value] of answers) filling.take(id, value);
  return filling.notes;
}

class Filling {
  readonly notes: OfficeNote<FillReason>[] = [];
  private readonly controls: ReadonlyMap<string, Control>;
  private lastId: number;

  constructor(
    tree: Document,
    private readonly vocabulary: Vocabulary,
  ) {
    this.controls = byTag(tree);
    const ids = inside(tree, "sdtPr").map((each) => Number(attribute(child(each, "id"), "val")));
    this.lastId = Math.max(0, ...ids);
  }

  take(id: string, value: Value): void {
    const section = this.controls.get(id);
    if (Array.isArray(value) && value.some((each) => typeof each === "object")) {
      if (section) this.rows(id, section, value as readonly Row[]);
      else this.note("no-place", [id, ""], value);
    } else if (Array.isArray(value)) {
      for (const option of value as string[]) this.put(this.controls, [id, ""], option);
    } else this.put(this.controls, [id, ""], value as Answer);
  }

  private rows(id: string, section: Control, rows: readonly Row[]): void {
    const items = itemsOf(section);
    const pattern = items[0] && patternOf(items[0]);
    rows.forEach((row, at) => {
      const item = items[at] ?? (pattern && this.added(section, pattern));
      const controls = item ? byTag(item) : new Map<string, Control>();
      for (const [column, value] of Object.entries(row)) {
        this.put(controls, [id, `/${at}/${column}`], value);
      }
    });
  }

  /** One more row at the end, its controls with ids that no other has. */
  private added(section: Control, pattern: Element): Element {
    const item = pattern.cloneNode(true) as Element;
    for (const properties of inside(item, "sdtPr")) {
      const id = child(properties, "id");
      if (id) setAttribute(id, "val", String((this.lastId += 1)));
    }
    section.content.append(item);
    return item;
  }

  private put(
    controls: ReadonlyMap<string, Control>,
    [id, place]: readonly [string, string],
    value: Answer,
  ): void {
    const column = place.split("/")[2];
    const name = column === undefined ? id : `${id}/${column}`;
    const typed = controls.get(name);
    const box = controls.get(`${name}=${value}`);
    if (box) tick(box);
    else if (typed && child(typed.properties, "checkbox") === undefined) {
      const { vocabulary } = this;
      const text = shown(vocabulary.kind(id, column), value, vocabulary.titles(id, column));
      if (text === undefined) this.note("unreadable", [id, place], value);
      else write(typed, allowed(text));
    } else this.note("no-place", [id, place], value);
  }

  private note(reason: FillReason, [id, place]: readonly [string, string], value: unknown): void {
    this.notes.push({ reason, id, place, value });
  }
}

function byTag(root: Document | Element): Map<string, Control> {
  return new Map(controlsIn(root).map((each) => [each.tag, each]));
}

/** A row to copy: without the ids of its paragraphs, which are unique, too. */
function patternOf(item: Element): Element {
  const pattern = item.cloneNode(true) as Element;
  for (const each of inside(pattern, "*")) {
    for (const attribute of [...each.attributes]) {
      if (/^(para|text)Id$/.test(attribute.localName)) each.removeAttributeNode(attribute);
    }
  }
  return pattern;
}

function itemsOf({ content }: Control): Element[] {
  return [...content.children].filter((each) => each.localName === "sdt");
}

function tick({ properties, content }: Control): void {
  const box = child(properties, "checkbox")!;
  const code = parseInt(attribute(child(box, "checkedState"), "val"), 16);
  setAttribute(child(box, "checked") ?? box.appendChild(made(box, "checked")), "val", "1");
  const [text] = inside(content, "t");
  if (text) text.textContent = code ? String.fromCodePoint(code) : TICKED;
}

/** The text in place of the placeholder, in the look that the control has for it. */
function write({ properties, content }: Control, text: string): void {
  child(properties, "showingPlcHdr")?.remove();
  // LibreOffice moves the line breaks of a plain text in front of it
  if (text.includes("\n")) child(properties, "text")?.remove();
  const [before] = inside(content, "r");
  const look = child(properties, "rPr") ?? (before && child(before, "rPr"));
  const own = look?.cloneNode(true) as Element | undefined;
  if (own) child(own, "rStyle")?.remove(); // that of the placeholder
  const run = made(properties, "r", ...(own?.childElementCount ? [own] : []));
  run.append(...lines(properties, text));
  const [paragraph, ...others] = inside(content, "p");
  for (const other of others) other.remove();
  const style = paragraph && child(paragraph, "pPr");
  (paragraph ?? content).replaceChildren(...(style ? [style] : []), run);
}

function lines(beside: Element, text: string): Element[] {
  return text.split(/([\n\t])/).flatMap((each) => {
    if (each === "\n") return made(beside, "br");
    if (each === "\t") return made(beside, "tab");
    return each ? kept(beside, each) : [];
  });
}

function setAttribute(element: Element, name: string, value: string): void {
  const own = [...element.attributes].find((each) => each.localName === name);
  if (own) own.value = value;
  else element.setAttributeNS(element.namespaceURI, `${element.prefix}:${name}`, value);
}
