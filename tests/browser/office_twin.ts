/** What the page does with office files, for a test to ask: answers and files as plain data. */
import { unzipSync, zipSync } from "fflate";
import { part } from "../../overrides/components/form/dom.ts";
import type { Definition, Page } from "../../overrides/components/form/page.ts";
import { office } from "../../overrides/components/office/office.ts";
import type { Value } from "../../overrides/components/score/score.ts";
import { fromOffice } from "../../overrides/components/travel/arrival.ts";

interface Told {
  readonly reason: string;
  readonly id: string;
  readonly place: string;
}

/** Base64 of the blank filled with the answers, and what it could not hold. */
async function fill(blank: string, answers: Record<string, Value>): Promise<[string, Told[]]> {
  const { file, notes } = office.fill(page(), bytesOf(blank), new Map(Object.entries(answers)));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return [btoa(text), notes.map(told)];
}

/** Milliseconds that each takes of the page: filling, reading the filled one, and, as what nobody
 * can do without, unpacking and packing the blank. */
async function times(blank: string, answers: Record<string, Value>): Promise<number[]> {
  const [here, empty, given] = [page(), bytesOf(blank), new Map(Object.entries(answers))];
  const begun = performance.now();
  const { file } = office.fill(here, empty, given);
  const filled = performance.now();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const handed = performance.now();
  office.read(here, bytes);
  const read = performance.now();
  zipSync(unzipSync(empty));
  return [filled - begun, read - handed, performance.now() - read];
}

/** Of each file in base64, what the form accepts of it, or why nothing of it can be used. */
function read(files: readonly string[]): object[] {
  const { definition } = page();
  return files.map((file) => {
    const found = office.read(page(), bytesOf(file));
    const come = fromOffice(definition, definition.kindField, found);
    if ("refused" in come) return come;
    const { answers, unplaced, version } = come;
    return {
      answers: Object.fromEntries(answers),
      unplaced: Object.fromEntries(unplaced),
      version,
      notes: come.notes.map(told),
    };
  });
}

/** As far as office files need it. */
function page(): Page {
  const root = document.querySelector<HTMLElement>("[data-component=form]")!;
  const definition = JSON.parse(part(root, "definition").textContent ?? "") as Definition;
  return { root, form: root.querySelector("form"), definition } as Page;
}

function told({ reason, id, place }: Told): Told {
  return { reason, id, place };
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

Object.assign(globalThis, { officeTwin: { fill, read, times } });
