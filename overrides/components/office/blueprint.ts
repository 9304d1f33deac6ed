/** What a workbook says of itself on its hidden sheet: whose it is, and which cell holds what. */
import type { Workbook } from "./workbook.ts";

export const SHEET = "_meta";

/** Titles by id, in their order. */
export type Titles = ReadonlyMap<string, string>;

export interface Place {
  readonly sheet: string;
  readonly cell: string;
}

/** The cell of one answer. */
export interface Input extends Place {
  readonly kind: string;
  readonly titles: Titles;
}

export interface Column {
  readonly id: string;
  readonly kind: string;
  readonly titles: Titles;
  readonly letters: string;
}

export interface Table {
  readonly sheet: string;
  /** From 1. */
  readonly first: number;
  readonly last: number;
  readonly columns: readonly Column[];
}

export interface Blueprint {
  readonly form: string;
  readonly version: number;
  /** Of organisation; empty: none. */
  readonly kind: string;
  /** By id of the field or question, `<id>.evidence`, `<id>.note`. */
  readonly inputs: ReadonlyMap<string, Input>;
  /** By id of the field, then of the option. */
  readonly ticks: ReadonlyMap<string, ReadonlyMap<string, Place>>;
  readonly tables: ReadonlyMap<string, Table>;
}

/** No table is longer, whatever the file says. */
const MOST_ROWS = 10_000;

/** undefined: it does not say. */
export function blueprintOf(workbook: Workbook): Blueprint | undefined {
  const records = grouped(workbook.sheet(SHEET)?.rows() ?? []);
  const [form = "", version = "", , , kind = ""] = records.get("form")?.[0] ?? [];
  if (!form || !/^[1-9][0-9]{0,8}$/.test(version)) return undefined;
  const sets = grouped(records.get("options") ?? []);
  const titles = (set = ""): Titles =>
    new Map(sets.get(set)?.map(([option = "", title = ""]) => [option, title]));
  const columns = grouped(records.get("column") ?? []);
  const tables = records.get("table")?.map(([id = "", sheet = "", first, last]): [string, Table] => {
    const own = columns.get(id)?.map(([column = "", kind = "", set, letters = ""]) => ({
      id: column,
      kind,
      titles: titles(set),
      letters,
    }));
    return [id, { sheet, first: rowOf(first), last: rowOf(last), columns: own ?? [] }];
  });
  const ticks = [...grouped(records.get("tick") ?? [])].map(
    ([id, cells]): [string, ReadonlyMap<string, Place>] => [
      id,
      new Map(cells.map(([option = "", sheet = "", cell = ""]) => [option, { sheet, cell }])),
    ],
  );
  return {
    form,
    version: Number(version),
    kind,
    inputs: new Map(records.get("answer")?.flatMap((record) => inputsOf(record, titles))),
    ticks: new Map(ticks),
    tables: new Map(tables),
  };
}

/** The rows by their first cell, which they lose. */
function grouped(rows: readonly string[][]): Map<string, string[][]> {
  const groups = new Map<string, string[][]>();
  for (const [name = "", ...rest] of rows) {
    const group = groups.get(name);
    if (group) group.push(rest);
    else groups.set(name, [rest]);
  }
  return groups;
}

/** Of an answer and of what stands beside it. */
function inputsOf(record: string[], titles: (set: string) => Titles): [string, Input][] {
  const [id = "", kind = "", set = "", sheet = "", cell = "", evidence = "", note = ""] = record;
  const beside = { kind: "long-text", titles: titles(""), sheet };
  const inputs: [string, Input][] = [
    [id, { kind, titles: titles(set), sheet, cell }],
    [`${id}.evidence`, { ...beside, cell: evidence }],
    [`${id}.note`, { ...beside, cell: note }],
  ];
  return inputs.filter(([, { cell }]) => cell);
}

function rowOf(text = ""): number {
  return Math.min(Math.floor(Number(text)) || 0, MOST_ROWS);
}
