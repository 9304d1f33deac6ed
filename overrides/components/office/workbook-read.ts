/** A filled workbook in, the answers in its cells out; the twin of office_file/xlsx.py. */
import type { Blueprint, Table, Titles } from "./blueprint.ts";
import { Finding } from "./finding.ts";
import { cellShown, read, tickRead } from "./values.ts";
import type { Place, Workbook } from "./workbook.ts";

export function readWorkbook(workbook: Workbook, blueprint: Blueprint): Finding {
  const { form, version, kind, inputs, ticks, tables } = blueprint;
  const found = new Finding(form, version, kind);
  const reader = new Reader(workbook, found);
  for (const [id, { place, kind, titles }] of inputs) {
    if (!place || !workbook.has(place.sheet)) found.note("lost", id);
    else found.put(id, reader.value(id, "", place, [kind, titles]));
  }
  for (const [id, options] of ticks) reader.ticks(id, inputs.get(id)?.kind ?? "choices", options);
  for (const [id, table] of tables) {
    if (!workbook.has(table.sheet)) found.note("lost", id);
    else reader.rows(id, table);
  }
  return found;
}

class Reader {
  constructor(
    private readonly workbook: Workbook,
    private readonly found: Finding,
  ) {}

  /** undefined: blank, or noted. */
  value(id: string, place: string, at: Place, [kind, titles]: readonly [string, Titles]): unknown {
    const cell = this.workbook.cell(at, kind);
    const text = cell ? cellShown(cell).trim() : "";
    return cell && text ? this.found.taken(id, place, text, read(kind, cell, titles)) : undefined;
  }

  ticks(id: string, kind: string, options: ReadonlyMap<string, Place>): void {
    const there = [...options].filter(([, { sheet }]) => this.workbook.has(sheet));
    if (there.length === 0) return this.found.note("lost", id);
    const ticked = there.filter(([, place]) => this.isTicked(id, place)).map(([option]) => option);
    this.found.put(id, this.found.chosen(id, "", kind, ticked));
  }

  rows(id: string, { sheet, first, last, columns }: Table): void {
    const rows: object[] = [];
    for (let at = first; at <= last; at += 1) {
      const cells = columns.flatMap(({ id: name, kind, titles, letters }) => {
        const place = { sheet, cell: `${letters}${at}` };
        const value = this.value(id, `/${at - first}/${name}`, place, [kind, titles]);
        return value === undefined ? [] : [[name, value]];
      });
      if (cells.length) rows.push(Object.fromEntries(cells));
    }
    if (rows.length) this.found.answers.set(id, rows);
  }

  private isTicked(id: string, place: Place): boolean {
    const cell = this.workbook.cell(place);
    const state = tickRead(cell);
    if (typeof state === "boolean") return state;
    this.found.taken(id, "", cell ? cellShown(cell) : "", state);
    return false;
  }
}
