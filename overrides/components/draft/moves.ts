/** What an older version kept in, what this version keeps it in out; pure. */
import type { Flat } from "../form/answers.ts";
import type { History } from "../form/page.ts";
import { bare, same, type Held } from "./records.ts";

/** An answer that now goes by another name, or whose option does; `value` in words of today. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly old: Held;
  readonly value: Held;
}

/** Where answers without a place may belong today; `flat`: what the page holds. */
export function movesOf({ renamed }: History, aside: Flat, flat: Flat): Move[] {
  const taken = new Set(flat.keys());
  const moves: Move[] = [];
  for (const [from, old] of aside) {
    const to = nameToday(renamed, bare(from));
    if (typeof old === "string" && taken.has(to)) continue; // only lists have room for more
    moves.push({ from, to, old, value: valueToday(renamed, [idOf(bare(from)), idOf(to)], old) });
    taken.add(to);
  }
  return moves;
}

/** What of a moved answer the page has not taken, as it was called before. */
export function leftOf({ old, value }: Move, here: Held | undefined): Held | undefined {
  if (typeof old === "string" || typeof value === "string") return same(value, here) ? undefined : old;
  const left = old.filter((_, at) => !here?.includes(value[at]!));
  return left.length ? left : undefined;
}

/** The property that an answer belongs to: `id` of `id`, `id.note` and `id/row/column`. */
export function idOf(name: string): string {
  return /^[^./]*/.exec(name)![0];
}

function nameToday(renamed: History["renamed"], name: string): string {
  const old = idOf(name);
  const id = lookUp(renamed, old) ?? old;
  const [, row, column] = name.split("/");
  if (column === undefined) return id + name.slice(old.length);
  const cell = lookUp(renamed, `${id}/${column}`) ?? lookUp(renamed, `${old}/${column}`) ?? column;
  return `${id}/${row}/${cell}`;
}

function valueToday(renamed: History["renamed"], owners: readonly string[], value: Held): Held {
  const today = (option: string): string => {
    const known = owners.flatMap((owner) => lookUp(renamed, `${owner}=${option}`) ?? []);
    return known[0] ?? option;
  };
  return typeof value === "string" ? today(value) : value.map(today);
}

export function lookUp(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
