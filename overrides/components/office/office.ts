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
import { blueprintOf, type Blueprint } from "./blueprint.ts";
import type { Found } from "./finding.ts";
import { Workbook } from "./workbook.ts";
import { fillWorkbook } from "./workbook-fill.ts";
import { readWorkbook } from "./workbook-read.ts";
import { parsed, written } from "./xml.ts";

export interface Filled {
  readonly file: Blob;
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
    const { archive, main, tree, workbook } = open(blank);
    let notes: OfficeNote<FillReason>[];
    if (workbook) notes = fillWorkbook(workbook, blueprint(workbook), answers);
    else {
      notes = fillDocument(tree, answers, new Vocabulary(page));
      archive.change(main, written(tree));
    }
    return { file: archive.pack(), notes };
  },

  read(page, bytes) {
    try {
      const { archive, main, tree, workbook } = open(bytes);
      if (workbook) return readWorkbook(workbook, blueprint(workbook));
      const imprint = imprintOf(archive, main);
      return (imprint && readDocument(tree, imprint, new Vocabulary(page))) ?? "no-meta";
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
  /** undefined: it is a document. */
  readonly workbook: Workbook | undefined;
}

/** Throws Unusable. */
function open(bytes: Uint8Array): Opened {
  const archive = Archive.open(bytes);
  const main = relations(archive, "").find(({ kind }) => kind === "officeDocument")?.part ?? "";
  const text = archive.text(main);
  if (!text) throw new Unusable("not-office");
  const tree = parsed(text);
  const { localName } = tree.documentElement;
  if (!["workbook", "document"].includes(localName)) throw new Unusable("not-office");
  const workbook = localName === "workbook" ? new Workbook(archive, main, tree) : undefined;
  return { archive, main, tree, workbook };
}

/** Throws Unusable where nothing says that it is ours. */
function blueprint(workbook: Workbook): Blueprint {
  const said = blueprintOf(workbook);
  if (!said) throw new Unusable("no-meta");
  return said;
}
