/** A Word document: what it says of itself, and its controls for answers. */
import { arabicDigits } from "../field/digits.ts";
import type { Archive } from "./archive.ts";
import { relations } from "./related.ts";
import { attribute, child, inside, parsed } from "./xml.ts";

/** What the document was made from. */
export interface Imprint {
  readonly form: string;
  readonly version: number;
  /** Of organisation: its id, or as the footer shows it; empty: none. */
  readonly kind: string;
}

/** Something to type into or to tick. */
export interface Control {
  /** Name of the place. */
  readonly tag: string;
  readonly element: Element;
  readonly properties: Element;
  readonly content: Element;
}

const NAMES = ["form", "version", "kind"].map((name) => `publication-${name}`);
const GONE: ReadonlySet<string> = new Set(["del", "moveFrom", "Fallback"]);
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["br", "\n"],
  ["cr", "\n"],
  ["noBreakHyphen", "-"],
]);
/** What the footer shows: id of the form, its version after a word, the kind of organisation. */
const FOOTER = /^([a-z][a-z0-9-]*) · [^·]*?([1-9][0-9]{0,8})(?: · (.+))?$/;

/** In order; those of cells of a table, too. */
export function controlsIn(root: Document | Element): Control[] {
  return inside(root, "sdt").flatMap((element) => {
    const [properties, content] = [child(element, "sdtPr"), child(element, "sdtContent")];
    const tag = attribute(properties && child(properties, "tag"), "val");
    return properties && content && tag ? [{ tag, element, properties, content }] : [];
  });
}

/** As it is read: with its line breaks, without what was deleted with changes shown. */
export function textOf(content: Element): string {
  let text = "";
  for (const each of inside(content, "*")) {
    if (each.localName === "p" && text) text += "\n";
    const run = each.parentElement;
    if (run?.localName !== "r" || isGone(run, content)) continue;
    text += each.localName === "t" ? each.textContent : (CHARACTERS.get(each.localName) ?? "");
  }
  return text;
}

/** Whether it was deleted or moved away with changes shown, or is the second writing of one thing. */
export function isGone(element: Element, within?: Element): boolean {
  for (let at: Element | null = element; at && at !== within; at = at.parentElement) {
    if (GONE.has(at.localName)) return true;
    const row = at.localName === "tr" && child(at, "trPr");
    if (row && child(row, "del")) return true;
  }
  return false;
}

/** Whether a switch is there and not turned off. */
export function isOn(element: Element | undefined): boolean {
  return element !== undefined && !/^(0|false|off)$/.test(attribute(element, "val"));
}

/** By what editors keep: properties, else variables, else the footer. undefined: by none. */
export function imprintOf(archive: Archive, main: string): Imprint | undefined {
  const properties = texts(archive, "", "custom-properties").flatMap((tree) =>
    inside(tree, "property").map((each): [string, string] => [
      attribute(each, "name"),
      each.textContent ?? "",
    ]),
  );
  const variables = texts(archive, main, "settings").flatMap((tree) =>
    inside(tree, "docVar").map((each): [string, string] => [
      attribute(each, "name"),
      attribute(each, "val"),
    ]),
  );
  return (
    named(new Map(properties)) ??
    named(new Map(variables)) ??
    texts(archive, main, "footer")
      .flatMap((tree) => inside(tree, "p"))
      .map((each) => shownIn(textOf(each)))
      .find((each) => each)
  );
}

/** The parts of this kind that a part refers to. */
function texts(archive: Archive, part: string, kind: string): Document[] {
  return relations(archive, part)
    .filter((each) => each.kind === kind)
    .flatMap((each) => archive.text(each.part) || [])
    .map(parsed);
}

function named(said: ReadonlyMap<string, string>): Imprint | undefined {
  const [form = "", version = "", kind = ""] = NAMES.map((name) => said.get(name)?.trim());
  return imprint(form, version, kind);
}

function shownIn(footer: string): Imprint | undefined {
  const [, form = "", version = "", kind = ""] = FOOTER.exec(spaced(arabicDigits(footer))) ?? [];
  return imprint(form, version, kind);
}

function imprint(form: string, version: string, kind: string): Imprint | undefined {
  const isVersion = /^[1-9][0-9]{0,8}$/.test(version);
  return form && isVersion ? { form, version: Number(version), kind } : undefined;
}

/** With one plain space for what is any space. */
export function spaced(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}
