/** Answers from elsewhere, judged one by one; the twin of scripts/publication/answer_file.py. */
import type { Definition } from "../form/page.ts";
import { faults, KEYWORDS, type Fault, type Keyword } from "../form/validate.ts";
import type { Answers, Row, Value } from "../score/score.ts";
import { isObject } from "./answer-file.ts";

/**
 * Why a value did not go where it was meant to go: what the form says against it; `retired`: no
 * longer asked; `unknown`: never asked; `repeated`: a value of that id is already there.
 */
export type Reason = Keyword | "retired" | "unknown" | "repeated";

export interface Note {
  readonly reason: Reason;
  /** As the file has it. */
  readonly id: string;
  /** JSON pointer inside the answer; empty: all of it. */
  readonly place: string;
  readonly value: unknown;
  /** What the form says for the keyword. */
  readonly limit?: number | string;
}

export interface Admitted {
  /** Valid against the form, what is missing aside. */
  readonly answers: Answers;
  /** What is no longer asked, by its old id; `field.column` for the cells of a column. */
  readonly unplaced: Answers;
  readonly notes: readonly Note[];
}

/** What admitting needs of a form. */
export type Terms = Pick<Definition, "plan" | "schema" | "history">;

type Entries = Readonly<Record<string, unknown>>;

const ID = /^[a-z][a-z0-9-]*([.][a-z0-9-]+)?$/;

/** Keeps every value that the form accepts, names every other; throws on none. */
export function admit(terms: Terms, answers: Entries, unplaced: Entries = {}): Admitted {
  const schemas = schemasOf(terms);
  const admission = new Admission(terms);
  const moved: [string, string, unknown][] = [];
  for (const [id, value] of Object.entries(answers)) {
    const schema = schemas.get(id);
    if (schema) admission.take(id, id, value, schema);
    else moved.push([id, idOfToday(terms, id), value]);
  }
  // after those that carry the id of today, which win
  for (const [old, id, value] of moved) admission.take(old, id, value, schemas.get(id));
  for (const [id, value] of Object.entries(unplaced)) admission.keep(id, value);
  return admission;
}

class Admission implements Admitted {
  readonly answers = new Map<string, Value>();
  readonly unplaced = new Map<string, Value>();
  readonly notes: Note[] = [];

  constructor(private readonly terms: Terms) {}

  take(old: string, id: string, given: unknown, schema: Entries | undefined): void {
    if (isBlank(given)) return;
    if (!schema) {
      const isRetired = lookUp(this.terms.history.retired, old.split(".")[0]!) !== undefined;
      this.note(isRetired ? "retired" : "unknown", old, "", given);
      if (isRetired) this.keep(old, given);
    } else if (this.answers.has(id)) this.note("repeated", old, "", given);
    else {
      const value = this.inWordsOfToday([id, old], given);
      const valid = this.valid(value, "", faultsByPlace(schema, value), [id, old]);
      if (valid === undefined) return;
      this.answers.set(id, isTexts(valid) ? [...new Set(valid)] : (valid as Value));
    }
  }

  /** Keeps a value that is not asked for, as far as files can hold it. */
  keep(id: string, value: unknown): void {
    if (isBlank(value)) return;
    if (!ID.test(id)) this.note("unknown", id, "", value);
    else if (!isValue(value)) this.note("type", id, "", value);
    else if (this.unplaced.has(id)) this.note("repeated", id, "", value);
    else this.unplaced.set(id, value);
  }

  /** The part of a value that the form has nothing against; undefined: none. */
  private valid(
    value: unknown,
    place: string,
    found: ReadonlyMap<string, Fault>,
    owners: readonly [string, string],
  ): unknown {
    const fault = found.get(place);
    if (isBlank(value)) return undefined;
    if (fault && fault.keyword !== "maxItems") return this.refuse(value, fault, owners);
    if (Array.isArray(value)) {
      const most = fault ? Number(fault.limit) : value.length;
      if (fault) this.note("maxItems", owners[1], place, value.slice(most), most);
      const items = value
        .slice(0, most)
        .map((each, at) => this.valid(each, `${place}/${at}`, found, owners))
        .filter((each) => each !== undefined);
      return items.length ? items : undefined;
    }
    if (!isObject(value)) return value;
    const cells = Object.entries(value)
      .map(([name, each]) => [name, this.valid(each, `${place}/${escaped(name)}`, found, owners)])
      .filter(([, each]) => each !== undefined);
    return cells.length ? Object.fromEntries(cells) : undefined;
  }

  private refuse(value: unknown, fault: Fault, owners: readonly [string, string]): undefined {
    const { keyword, place, limit } = fault;
    const [, item, column] = place.split("/");
    const part = column !== undefined ? `/${column}` : `=${typeof value === "string" ? value : ""}`;
    const owner = owners.find((each) => lookUp(this.terms.history.retired, each + part) !== undefined);
    this.note(owner === undefined ? keyword : "retired", owners[1], place, value, limit);
    if (owner === undefined) return;
    const kept = column === undefined ? owner : `${owner}.${column}`;
    if (item === undefined) this.keep(kept, value);
    else if (typeof value === "string" || Number.isSafeInteger(value)) {
      const before = this.unplaced.get(kept);
      this.unplaced.set(kept, [...(isTexts(before) ? before : []), String(value)]);
    }
  }

  private note(
    reason: Reason,
    id: string,
    place: string,
    value: unknown,
    limit?: number | string,
  ): void {
    const note = { reason, id, place, value };
    this.notes.push(limit === undefined ? note : { ...note, limit });
  }

  /** The value with the ids of options and columns that this version has for them. */
  private inWordsOfToday(owners: readonly [string, string], value: unknown): unknown {
    const { renamed } = this.terms.history;
    const today = (mark: string, name: string): string => {
      const owner = owners.find((each) => lookUp(renamed, each + mark + name) !== undefined);
      return owner === undefined ? name : lookUp(renamed, owner + mark + name)!;
    };
    const item = (each: unknown): unknown => {
      if (typeof each === "string") return today("=", each);
      if (!isObject(each)) return each;
      return Object.fromEntries(Object.entries(each).map(([name, cell]) => [today("/", name), cell]));
    };
    return Array.isArray(value) ? value.map(item) : item(value);
  }
}

/** The first fault of each place; one of a missing value is of a place that holds nothing. */
function faultsByPlace(schema: Entries, value: unknown): ReadonlyMap<string, Fault> {
  const first = new Map<string, Fault>();
  for (const fault of faults(schema, value)) {
    if (fault.keyword === "uniqueItems") continue; // what is given twice becomes one
    const other = first.get(fault.place);
    if (other && KEYWORDS.indexOf(other.keyword) < KEYWORDS.indexOf(fault.keyword)) continue;
    first.set(fault.place, fault);
  }
  return first;
}

const schemasByForm = new WeakMap<Entries, ReadonlyMap<string, Entries>>();

/** By id of each answer that can be given; notes and evidence belong to scored questions. */
function schemasOf({ plan, schema }: Terms): ReadonlyMap<string, Entries> {
  const before = schemasByForm.get(schema);
  if (before) return before;
  const { properties, patternProperties, $defs } = schema as Record<string, Record<string, object>>;
  const own = Object.entries(properties ?? {}).map(([id, each]): [string, Entries] => [
    id,
    { ...each, ...($defs ? { $defs } : {}) },
  ]);
  const questions = plan.sections.flatMap((section) => section.questions);
  const beside = Object.values(patternProperties ?? {}).flatMap((written) =>
    questions.flatMap(({ id }): [string, Entries][] => [
      [`${id}.note`, written as Entries],
      [`${id}.evidence`, written as Entries],
    ]),
  );
  const schemas = new Map([...own, ...beside]);
  schemasByForm.set(schema, schemas);
  return schemas;
}

function idOfToday({ history }: Terms, id: string): string {
  const [name = "", ...suffix] = id.split(".");
  return [lookUp(history.renamed, name) ?? name, ...suffix].join(".");
}

function lookUp(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isBlank(value: unknown): boolean {
  return value === "" || (Array.isArray(value) && value.length === 0);
}

/** Whether files of answers can hold it. */
function isValue(value: unknown): value is Value {
  if (!Array.isArray(value)) return isCell(value);
  const isRow = (each: unknown): each is Row => isObject(each) && Object.values(each).every(isCell);
  return value.every((each) => typeof each === "string") || value.every(isRow);
}

function isCell(value: unknown): boolean {
  return typeof value === "string" || Number.isSafeInteger(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function escaped(name: string): string {
  return name.replace(/~/g, "~0").replace(/\//g, "~1");
}
