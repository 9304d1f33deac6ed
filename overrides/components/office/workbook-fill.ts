/** Answers in, a blank workbook with them in its cells out. */
import type { Answers, Cell as Answer, Row, Value } from "../score/score.ts";
import type { Blueprint, Table, Titles } from "./blueprint.ts";
import type { FillReason, OfficeNote } from "./notes.ts";
import { celled } from "./values.ts";
import { MOST_CHARACTERS, type Place, type Workbook } from "./workbook.ts";

const TICK = "✓";

/** Fills the workbook; what it could not hold. */
export function fillWorkbook(
  workbook: Workbook,
  blueprint: Blueprint,
  answers: Answers,
): OfficeNote<FillReason>[] {
  const filling = new Filling(workbook, blueprint);
  for (const [id, value] of answers) filling.take(id, value);
  workbook.save();
  return filling.notes;
}

class Filling {
  readonly notes: OfficeNote<FillReason>[] = [];

  constructor(
    private readonly workbook: Workbook,
    private readonly blueprint: Blueprint,
  ) {}

  take(id: string, value: Value): void {
    const { inputs, ticks, tables } = this.blueprint;
    const input = inputs.get(id);
    const table = tables.get(id);
    if (input && !Array.isArray(value)) {
      const { place, kind, titles } = input;
      this.put([id, ""], place, [kind, titles], value as Answer);
    } else if (table && Array.isArray(value)) this.rows(id, table, value as readonly Row[]);
    else if (ticks.has(id)) this.tick(id, Array.isArray(value) ? (value as string[]) : [String(value)]);
    else this.note("no-place", [id, ""], value);
  }

  private tick(id: string, chosen: readonly string[]): void {
    for (const option of chosen) {
      const place = this.blueprint.ticks.get(id)?.get(option);
      if (!this.isPut(place, TICK)) this.note("no-place", [id, ""], option);
    }
  }

  private rows(id: string, table: Table, rows: readonly Row[]): void {
    const room = table.last - table.first + 1;
    rows.slice(0, room).forEach((row, at) => {
      for (const [name, value] of Object.entries(row)) {
        const column = table.columns.find((each) => each.id === name);
        const where: [string, string] = [id, `/${at}/${name}`];
        if (!column) this.note("no-place", where, value);
        else {
          const cell = `${column.letters}${table.first + at}`;
          const place = { sheet: table.sheet, cell };
          this.put(where, place, [column.kind, column.titles], value);
        }
      }
    });
    rows.slice(room).forEach((row, at) => {
      this.note("rows", [id, `/${room + at}`], Object.values(row).join(" · "));
    });
  }

  private put(
    where: readonly [string, string],
    place: Place | null,
    [kind, titles]: readonly [string, Titles],
    value: Answer,
  ): void {
    const content = celled(kind, value, titles);
    if (content === undefined) this.note("unreadable", where, value);
    else if (String(content).length > MOST_CHARACTERS) this.note("long", where, value);
    else if (!this.isPut(place, content)) this.note("no-place", where, value);
  }

  private isPut(place: Place | null | undefined, content: string | number): boolean {
    return place ? this.workbook.put(place, content) : false;
  }

  private note(reason: FillReason, [id, place]: readonly [string, string], value: unknown): void {
    this.notes.push({ reason, id, place, value });
  }
}
