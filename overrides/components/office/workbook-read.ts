/** A filled workbook in, the answers in its cells out. */
import type { Cell as Answer } from "../score/score.ts";
import { blueprintOf, type Blueprint, type Table, type Titles } from "./blueprint.ts";
import type { OfficeNote, ReadReason } from "./notes.ts";
import { Unusable } from "./unusable.ts";
import { cellRead, cellShown } from "./values.ts";
import type { Workbook } from "./workbook.ts";

/** What a file says that was made from one of our blanks. */
export interface Found {
  readonly form: string;
  readonly version: number;
  /** Of organisation; empty: not said. */
  readonly kind: string;
  readonly answers: ReadonlyMap<string, unknown>;
  readonly notes: readonly OfficeNote<ReadReason>[];
}

/** What people tick a cell with, and what they write where nothing is to be ticked. */
const TICKS: ReadonlySet<string> = new Set([..."✓✔√☑☒X×/1๑", "TRUE"]);
const UNTICKED: ReadonlySet<string> = new Set([..."0๐☐-", "", "FALSE"]);

/** Throws Unusable where nothing says that it is ours. */
export function readWorkbook(workbook: Workbook): Found {
  const blueprint = blueprintOf(workbook);
  if (!blueprint) throw new Unusable("no-meta");
  return new Finding(workbook, blueprint);
}

class Finding implements Found {
  readonly form: string;
  readonly version: number;
  readonly kind: string;
  readonly answers = new Map<string, unknown>();
  readonly notes: OfficeNote<ReadReason>[] = [];

  constructor(
    private readonly workbook: Workbook,
    { form, version, kind, inputs, ticks, tables }: Blueprint,
  ) {
    [this.form, this.version, this.kind] = [form, version, kind];
    for (const [id, { sheet, cell, kind, titles }] of inputs) {
      if (!workbook.sheet(sheet)) this.note("lost", id);
      else this.keep(id, this.value([id, ""], [sheet, cell], [kind, titles]));
    }
    for (const [id, places] of ticks) {
      const isLost = [...places.values()].some(({ sheet }) => !workbook.sheet(sheet));
      if (isLost) this.note("lost", id);
      else this.keep(id, [...places].flatMap(([option, place]) => this.ticked(id, option, place)));
    }
    for (const [id, table] of tables) {
      if (!workbook.sheet(table.sheet)) this.note("lost", id);
      else this.keep(id, this.rows(id, table));
    }
  }

  private keep(id: string, value: unknown): void {
    if (Array.isArray(value) ? value.length : value !== undefined) this.answers.set(id, value);
  }

  private rows(id: string, { sheet, first, last, columns }: Table): object[] {
    const rows: object[] = [];
    for (let at = first; at <= last; at += 1) {
      const cells = columns.flatMap(({ id: name, kind, titles, letters }) => {
        const where = [id, `/${at - first}/${name}`] as const;
        const value = this.value(where, [sheet, `${letters}${at}`], [kind, titles]);
        return value === undefined ? [] : [[name, value]];
      });
      if (cells.length) rows.push(Object.fromEntries(cells));
    }
    return rows;
  }

  /** undefined: blank, or no answer. */
  private value(
    [id, place]: readonly [string, string],
    [sheet, at]: readonly [string, string],
    [kind, titles]: readonly [string, Titles],
  ): Answer | undefined {
    const cell = this.workbook.sheet(sheet)?.cell(at);
    if (!cell || !cell.text.trim()) return undefined;
    const read = cellRead(kind, cell, titles, this.workbook.is1904);
    if ("value" in read) return read.value;
    this.notes.push({ reason: read.unread, id, place, value: cell.text });
    return undefined;
  }

  /** The option if its cell is ticked. */
  private ticked(id: string, option: string, { sheet, cell }: { sheet: string; cell: string }): string[] {
    const found = this.workbook.sheet(sheet)?.cell(cell);
    const text = found ? cellShown(found).trim() : "";
    if (TICKS.has(text.toUpperCase())) return [option];
    if (UNTICKED.has(text.toUpperCase())) return [];
    const reason = found?.type === "error" ? "formula-error" : "option";
    this.notes.push({ reason, id, place: "", value: text });
    return [];
  }

  private note(reason: ReadReason, id: string): void {
    this.notes.push({ reason, id, place: "", value: "" });
  }
}
