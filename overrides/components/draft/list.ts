/** The drafts of a form, each with what is in it: go on with one, begin, change, erase. */
import type { Flat } from "../form/answers.ts";
import { fill } from "../form/fill.ts";
import type { Page } from "../form/page.ts";
import type { Plan } from "../score/score.ts";
import type { Draft } from "./draft.ts";
import { answersIn, draftsOf, eraser, moment, newId, type DraftRecord, type Stored } from "./records.ts";
import { NAME, SHELVES, under } from "./store.ts";

export interface Listed {
  readonly record: DraftRecord;
  readonly stored: Stored;
}

/** Those saved last first. */
export async function listedDrafts({ draft, definition }: Page): Promise<Listed[]> {
  const records = await draftsOf(draft.store, definition.plan.form);
  return Promise.all(
    records.map(async (record) => ({
      record: legible(record),
      stored: await answersIn(draft.store, record.id),
    })),
  );
}

/** How many of the things that the form asks have an answer. */
export function answeredIn({ fields, sections }: Plan, { answers }: Stored): number {
  const given = new Set([...answers.keys()].map((name) => name.split("/")[0]));
  const asked = [...fields, ...sections.flatMap(({ questions }) => questions)];
  return asked.filter(({ id }) => given.has(id)).length;
}

/** Rejects if what is in the page cannot be saved first. */
export function openDraft({ draft }: Page, id: string): Promise<void> {
  return change(draft, () => draft.leave(id));
}

/** Rejects if what is in the page cannot be saved first. */
export function beginDraft(page: Page, name: string, answers: Flat, aside: Flat): Promise<void> {
  const { draft } = page;
  return change(draft, () => {
    draft.leave(newId());
    draft.record = draft.begun(name);
    for (const [key, value] of aside) draft.displace(key, value);
    fill(page, answers);
  });
}

/** Changes what the list says of the draft that is open. */
export function amend(draft: Draft, changes: Partial<DraftRecord>): Promise<void> {
  return draft.inTurn(async () => {
    await draft.settle();
    if (!draft.record) return;
    draft.record = { ...draft.record, ...changes };
    draft.isListed = false;
    await draft.settle();
  });
}

/** Changes what the list says of any other. */
export async function rename({ draft }: Page, record: DraftRecord, name: string): Promise<void> {
  const renamed = { ...record, name };
  await draft.store.run("readwrite", (shelf) => [shelf("drafts").put(renamed, record.id)]);
  draft.announce(record.id);
}

/** Removes a draft with its answers and results. */
export async function eraseDraft({ draft, definition }: Page, id: string): Promise<void> {
  await draft.store.run("readwrite", (shelf) => [
    ...eraser(id)(shelf),
    shelf("results").delete(under(definition.plan.form, id)),
  ]);
  draft.announce(id, true);
}

/** Removes the database of all forms. */
export async function eraseEverything({ draft }: Page): Promise<void> {
  // emptied first: a page that sleeps may hold the database itself back
  await draft.store.run("readwrite", (shelf) => SHELVES.map((name) => shelf(name).clear()));
  await new Promise((done) => {
    const request = window.indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = done;
  });
}

function legible(record: DraftRecord): DraftRecord {
  const { version, name, made } = record;
  return {
    ...record,
    version: Number.isSafeInteger(version) ? version : 0,
    name: typeof name === "string" ? name : "",
    made: moment(made),
  };
}

function change(draft: Draft, leave: () => void): Promise<void> {
  return draft.inTurn(async () => {
    await draft.settle();
    if (draft.isUnsaved) throw new Error("what is in the page cannot be saved");
    leave();
    await draft.settle();
  });
}
