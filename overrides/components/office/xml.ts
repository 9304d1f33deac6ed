/** XML parts of office files, which come from anywhere. */
import { Unusable } from "./unusable.ts";

const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const DECLARATION = /^\s*<\?xml\s[^>]*\?>/;
/** What XML cannot hold, however it is written. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Elements of a part; the fullest form takes about a tenth of it. */
const MOST_ELEMENTS = 1_000_000;
const DEEPEST = 250;

/** Throws Unusable when it is none, or more than a page can hold. */
export function parsed(text: string): Document {
  // only somebody who means harm declares what parts of it stand for
  if (text.includes("<!DOCTYPE")) throw new Unusable("damaged");
  if (count(text, /<[^/!?]/g) > MOST_ELEMENTS) throw new Unusable("too-large");
  const read = document.implementation.createDocument(null, "x");
  const around = read.documentElement;
  try {
    // not by DOMParser, which reports errors in a style that the policy of the page forbids
    around.innerHTML = text.replace(DECLARATION, "");
  } catch {
    throw new Unusable("damaged");
  }
  const [root, ...others] = around.children;
  if (!root || others.length > 0) throw new Unusable("damaged");
  around.replaceWith(root);
  if (isTooDeep(read.documentElement)) throw new Unusable("too-deep");
  return read;
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  while (pattern.exec(text)) found += 1;
  return found;
}

function isTooDeep(root: Element): boolean {
  let depth = 1;
  let at: Element | null = root;
  while (at && depth <= DEEPEST) {
    if (at.firstElementChild) {
      at = at.firstElementChild;
      depth += 1;
      continue;
    }
    while (at && at !== root && !at.nextElementSibling) {
      at = at.parentElement;
      depth -= 1;
    }
    at = at === root ? null : at!.nextElementSibling;
  }
  return depth > DEEPEST;
}

export function written(tree: Document): string {
  return DECLARED + new XMLSerializer().serializeToString(tree.documentElement);
}

/** Elements of this name inside, whatever edition of the standard their namespace is of. */
export function inside(root: Document | Element, name: string): Element[] {
  return [...root.getElementsByTagNameNS("*", name)];
}

/** The child of this name. */
export function child(parent: Element, name: string): Element | undefined {
  let at = parent.firstElementChild;
  while (at && at.localName !== name) at = at.nextElementSibling;
  return at ?? undefined;
}

/** An attribute by its name alone; empty: not there. */
export function attribute(element: Element | undefined, name: string): string {
  const own = [...(element?.attributes ?? [])].find((each) => each.localName === name);
  return own?.value ?? "";
}

/** A new element in the namespace of another. */
export function made(beside: Element, name: string, ...children: (Node | string)[]): Element {
  const prefix = beside.prefix ? `${beside.prefix}:` : "";
  const element = beside.ownerDocument.createElementNS(beside.namespaceURI, prefix + name);
  element.append(...children);
  return element;
}

/** Keeps spaces at the ends of lines. */
export function kept(beside: Element, text: string): Element {
  const element = made(beside, "t", text);
  element.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
  return element;
}

/** As XML can hold it; half a character becomes U+FFFD, as in other files of answers. */
export function allowed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd").replace(FORBIDDEN, "");
}
