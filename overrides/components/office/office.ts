/** Office files of a form: a blank one in and the filled one out, a filled one in and answers out. */
import type { Page } from "../form/page.ts";
import type { Answers } from "../score/score.ts";
import { Archive } from "./archive.ts";
import { imprintOf } from "./document.ts";
import { fillDocument } from "./document-fill.ts";
import { readDocument } from "./document-read.ts";
import type { FillReason, OfficeNote } from "./notes.ts";
import { relations } from "./related.ts";
import { Unusable, type OfficeRefusal } from "./unusable.ts";
import { Vocabulary } from "./vocabulary.ts";
import { Workbook } from "./workbook.ts";
import { fillWorkbook } from "./workbook-fill.ts";
import { readWorkbook, type Found } from "./workbook-read.ts";
import { parsed, written } from "./xml.ts";

export interface Filled {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What the blank could not hold. */
  readonly notes: readonly OfficeNote<FillReason>[];
}

/** Of the bundle that is loaded when the first office file is wanted or brought. */
export interface Office {
  /** Throws when the blank is none of ours. */
  readonly fill: (page: Page, blank: Uint8Array, answers: Answers) => Filled;
  /** Throws on nothing, whatever the bytes. */
  readonly read: (page: Page, bytes: Uint8Array) => Found | OfficeRefusal;
}

export const office: Office = {
  fill(page, blank, answers) {
    const opened = open(blank);
    const { archive, main, tree } = opened;
    let notes: OfficeNote<FillReason>[];
    if (isWorkbook(opened)) notes = fillWorkbook(new Workbook(archive, main, tree), answers);
    else {
      notes = fillDocument(tree, answers, new Vocabulary(page));
      archive.change(main, written(tree));
    }
    return { bytes: archive.pack(), notes };
  },

  read(page, bytes) {
    try {
      const opened = open(bytes);
      const { archive, main, tree } = opened;
      if (isWorkbook(opened)) return readWorkbook(new Workbook(archive, main, tree));
      const imprint = imprintOf(archive, main);
      return imprint ? readDocument(tree, imprint, new Vocabulary(page)) : "no-meta";
    } catch (error) {
      return error instanceof Unusable ? error.why : "damaged";
    }
  },
};

interface Opened {
  readonly archive: Archive;
  /** Name of the part that all others belong to. */
  readonly main: string;
  readonly tree: Document;
}

/** Throws Unusable. */
function open(bytes: Uint8Array): Opened {
  const archive = Archive.open(bytes);
  const main = relations(archive, "").find(({ kind }) => kind === "officeDocument")?.part ?? "";
  const text = archive.text(main);
  if (!text) throw new Unusable("not-office");
  const tree = parsed(text);
  if (!["workbook", "document"].includes(tree.documentElement.localName)) {
    throw new Unusable("not-office");
  }
  return { archive, main, tree };
}

function isWorkbook({ tree }: Opened): boolean {
  return tree.documentElement.localName === "workbook";
}
