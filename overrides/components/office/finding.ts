/** What an office file says, put together value by value before the form judges it. */
import type { OfficeNote, ReadReason } from "./notes.ts";
import type { Reading } from "./values.ts";

/** What a file says that was made from one of our blanks. */
export interface Found {
  readonly form: string;
  readonly version: number;
  /** Of organisation; empty: not said. */
  readonly kind: string;
  readonly answers: ReadonlyMap<string, unknown>;
  readonly notes: readonly OfficeNote<ReadReason>[];
}

/** Kinds of which one option is chosen. */
const SINGLE = ["kind", "choice", "yes-no"];

export class Finding implements Found {
  readonly answers = new Map<string, unknown>();
  readonly notes: OfficeNote<ReadReason>[] = [];

  constructor(
    readonly form: string,
    readonly version: number,
    readonly kind: string,
  ) {}

  /** A value for an id that has none yet. */
  put(id: string, value: unknown): void {
    if (value === undefined) return;
    const before = this.answers.get(id);
    if (before === undefined) this.answers.set(id, value);
    else if (String(before) !== String(value)) this.note("repeated", id, "", value);
  }

  /** The value; undefined: it is noted. */
  taken(id: string, place: string, given: string, read: Reading): unknown {
    if ("value" in read) return read.value;
    return this.note(read.unread, id, place, given);
  }

  /** Of options that are ticked: the one, where a single one may be; undefined: none, or noted. */
  chosen(id: string, place: string, kind: string, ticked: readonly string[]): unknown {
    const options = [...new Set(ticked)];
    if (options.length === 0) return undefined;
    if (kind === "choices") return options;
    if (options.length === 1) return options[0];
    return SINGLE.includes(kind) ? this.note("several", id, place, options) : options;
  }

  note(reason: ReadReason, id: string, place = "", value: unknown = ""): undefined {
    this.notes.push({ reason, id, place, value });
  }
}
