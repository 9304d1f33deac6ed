/** What the database holds, read with distrust: anyone can edit it by hand. */
import { under, type Store, type Work } from "./store.ts";

/** What the controls of one name hold. */
export type Held = string | readonly string[];

/** A draft as the list of drafts has it. */
export interface DraftRecord {
  readonly id: string;
  readonly form: string;
  /** Of the form that wrote into it last. */
  readonly version: number;
  /** Given by the reader; empty: none. */
  readonly name: string;
  /** When it was begun, and when something in it was last saved; milliseconds since 1970, 0: never. */
  readonly made: number;
  readonly saved: number;
  /** What a newer version did with it, until the reader has seen that; see Changed. */
  readonly changed: unknown;
}

/** The answers of one draft. */
export interface Stored {
  readonly answers: ReadonlyMap<string, Held>;
  /** How many records are of no use. */
  readonly odd: number;
}

/** Before the name of an answer that is kept although the page has another of that name. */
export const ASIDE = "~";

/** The name that an answer had in the form. */
export function bare(name: string): string {
  return name.replace(/^~+/, "");
}

export function newId(): string {
  return Math.random().toString(36).slice(2);
}

/** Removes a draft with its answers. */
export function eraser(id: string): Work {
  return (shelf) => [shelf("drafts").delete(id), shelf("answers").delete(under(id))];
}

/** The drafts of a form, those saved last first. */
export async function draftsOf(store: Store, form: string): Promise<DraftRecord[]> {
  const [all] = await store.run("readonly", (shelf) => [shelf("drafts").getAll()]);
  return (all as unknown[])
    .flatMap((value) => recordIn(value, form) ?? [])
    .sort((a, b) => b.saved - a.saved);
}

/** Answers by name, blank ones left out. */
export async function answersIn(store: Store, id: string): Promise<Stored> {
  const range = under(id);
  const [keys, values] = (await store.run("readonly", (shelf) => [
    shelf("answers").getAllKeys(range),
    shelf("answers").getAll(range),
  ])) as [unknown[][], unknown[]];
  const answers = new Map<string, Held>();
  let odd = 0;
  keys.forEach(([, name, ...more], at) => {
    const { v } = Object(values[at]) as Record<string, unknown>;
    if (typeof name !== "string" || more.length || !isHeld(v)) odd += 1;
    else if (v.length) answers.set(name, v);
  });
  return { answers, odd };
}

export function same(a: Held | undefined, b: Held | undefined): boolean {
  return a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));
}

/** Whose it is and when it was saved are right; what only the list shows is looked at there. */
function recordIn(value: unknown, form: string): DraftRecord | undefined {
  const raw = Object(value) as DraftRecord;
  if (typeof raw.id !== "string" || raw.form !== form) return undefined;
  return { ...raw, saved: moment(raw.saved) };
}

function isHeld(value: unknown): value is Held {
  return (
    typeof value === "string" ||
    (Array.isArray(value) && value.every((each) => typeof each === "string"))
  );
}

/** A moment that has been, whatever the clock said then; 0: none. */
export function moment(value: unknown): number {
  return Math.min(Math.max(Number(value) || 0, 0), Date.now());
}
