/** What comes from a file, a text or a link, judged before anything is done with it. */
import type { OfficeNote, ReadReason } from "../office/notes.ts";
import type { OfficeRefusal } from "../office/unusable.ts";
import type { Found } from "../office/finding.ts";
import { admit, type Admitted, type Note, type Terms } from "./admit.ts";
import { readBytes, readText, type Parcel, type Unreadable } from "./answer-file.ts";
import { fromFragment, type Passenger, type Unopened } from "./link.ts";

/** Answers of this form, with what was not accepted. */
export interface Arrival extends Omit<Admitted, "notes"> {
  readonly notes: readonly (Note | OfficeNote<ReadReason>)[];
  readonly name: string;
  /** ISO 8601 as written; empty: not said. */
  readonly saved: string;
  readonly version: number;
  /** Whether the checksum says so. */
  readonly isDamaged: boolean;
}

/** Why nothing of it can be used. */
export interface Refusal {
  readonly refused: Unreadable | Unopened | OfficeRefusal | "no-reader" | "other-form";
  /** The form it is for, of `other-form`. */
  readonly form?: string;
}

export function fromBytes(terms: Terms, bytes: Uint8Array): Arrival | Refusal {
  return judged(terms, readBytes(bytes));
}

/** A pasted text: a link, or what a file holds. */
export async function fromText(terms: Terms, text: string): Promise<Arrival | Refusal> {
  // a link may stand in the words of a message
  const link = /^\s*[{[]/.test(text) ? null : /#a=[\w-]*/.exec(text);
  return link ? fromLink(terms, link[0]) : judged(terms, readText(text));
}

export async function fromLink(terms: Terms, fragment: string): Promise<Arrival | Refusal> {
  const opened = await fromFragment(terms.plan, fragment);
  return judged(terms, opened);
}

/** What stands in a workbook or document; the kind of organisation that it is for is an answer. */
export function fromOffice(
  terms: Terms,
  kindField: string,
  come: Found | OfficeRefusal | "no-reader",
): Arrival | Refusal {
  if (typeof come === "string") return { refused: come };
  const kind: [string, unknown][] = come.kind && kindField ? [[kindField, come.kind]] : [];
  const answers = Object.fromEntries([...kind, ...come.answers]);
  const { form, version } = come;
  const arrival = judged(terms, { form, version, answers });
  return "refused" in arrival ? arrival : { ...arrival, notes: [...come.notes, ...arrival.notes] };
}

function judged(
  terms: Terms,
  come: Parcel | Passenger | Unreadable | Unopened,
): Arrival | Refusal {
  if (typeof come === "string") return { refused: come };
  if (come.form !== terms.plan.form) return { refused: "other-form", form: come.form };
  const parcel = { name: "", saved: "", unplaced: {}, isSound: true, ...come };
  const { answers, unplaced, notes } = admit(terms, parcel.answers, parcel.unplaced);
  const { name, saved, version, isSound } = parcel;
  return { answers, unplaced, notes, name, saved, version, isDamaged: !isSound };
}
