/** What a workbook says of itself on its hidden sheet: whose it is, and which cell holds what. */
import type { Place, Workbook } from "./workbook.ts";

export const SHEET = "_meta";

/** Titles by id, in their order. */
export type Titles = ReadonlyMap<string, string>;

/** The cell of one answer. */
export interface Input {
  /** null: it is gone. */
  readonly place: Place | null;
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
const MOST_ROWS = 1_000;

/** undefined: it does not say. */
export function blueprintOf(workbook: Workbook): Blueprint | undefined {
  const records = grouped(workbook.rows(SHEET));
  const [form = "", version = "", , , kind = ""] = records.get("form")?.[0] ?? [];
  if (!form || !/^[1-9][0-9]{0,8}$/.test(version)) return undefined;
  const sets = grouped(records.get("options") ?? []);
  const titles = (set = ""): Titles =>
    new Map(sets.get(set)?.map(([option = "", title = ""]) => [option, title]));
  const columns = grouped(records.get("column") ?? []);
  const tables = records.get("table")?.map(([id = "", sheet = "", first, last]): [string, Table] => {
    const own = columns
      .get(id)
      ?.map(([column = "", kind = "", set, letters = ""]): [string, Column] => [
        column,
        { id: column, kind, titles: titles(set), letters },
      ]);
    const [from, to] = [Number(first) || 1, Number(last) || 0];
    const until = Math.min(to, from + MOST_ROWS - 1);
    return [id, { sheet, first: from, last: until, columns: [...firsts(own).values()] }];
  });
  const ticks = [...grouped(records.get("tick") ?? [])].map(
    ([id, cells]): [string, ReadonlyMap<string, Place>] => [
      id,
      firsts(cells.map(([option = "", sheet = "", cell = ""]) => [option, { sheet, cell }])),
    ],
  );
  return {
    form,
    version: Number(version),
    kind,
    inputs: firsts(records.get("answer")?.flatMap((each) => inputsOf(workbook, each, titles))),
    ticks: new Map(ticks),
    tables: firsts(tables),
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

/** What is said twice is as it is said first. */
function firsts<Value>(said: readonly (readonly [string, Value])[] = []): Map<string, Value> {
  const map = new Map<string, Value>();
  for (const [id, value] of said) if (!map.has(id)) map.set(id, value);
  return map;
}

/** Of an answer and of what stands beside it. */
function inputsOf(
  workbook: Workbook,
  [id = "", kind = "", set = "", sheet = "", ...cells]: string[],
  titles: (set: string) => Titles,
): [string, Input][] {
  return ["f", "evidence", "note"].flatMap((prefix, at): [string, Input][] => {
    const cell = cells[at];
    if (!cell) return [];
    const beside = at ? { kind: "long-text", titles: titles("") } : { kind, titles: titles(set) };
    const name = `${prefix}_${id.replaceAll("-", "_")}`;
    const place = workbook.named(name);
    return [
      [at ? `${id}.${prefix}` : id, { ...beside, place: place === undefined ? { sheet, cell } : place }],
    ];
  });
}
