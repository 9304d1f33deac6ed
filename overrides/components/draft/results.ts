/** Finished results that are kept on this device to compare with. */
import type { Page } from "../form/page.ts";

/** A result; shares in basis points, null where nothing applies. */
export interface KeptResult {
  readonly form: string;
  readonly version: number;
  /** ISO day; of one draft and day one result is kept, the last. */
  readonly day: string;
  /** Whose it is, in words; may be empty. */
  readonly who: string;
  readonly bp: number | null;
  readonly level: string | null;
  /** By id of the section. */
  readonly sections: Readonly<Record<string, number | null>>;
}

/** All results of this form, of whatever draft; what cannot be read is left out. Rejects where none can be kept. */
export async function results({ draft, definition }: Page): Promise<KeptResult[]> {
  await draft.flush();
  const [found] = await draft.store.run("readonly", (shelf) => [shelf("results").getAll()]);
  return (found as unknown[]).filter(
    (each): each is KeptResult => isResult(each) && each.form === definition.plan.form,
  );
}

/** Keeps the result with the draft that is open, in whose place none of that day was; erased with it. */
export async function keepResult({ draft }: Page, result: KeptResult): Promise<void> {
  await draft.flush();
  const { record } = draft;
  if (!record || draft.failure) throw new Error("there is no draft to keep it with");
  const key = [result.form, record.id, result.day];
  await draft.store.run("readwrite", (shelf) => [shelf("results").put(result, key)]);
}

function isResult(value: unknown): value is KeptResult {
  const { form, version, day, who, bp, level, sections } = Object(value) as Record<string, unknown>;
  const isShare = (each: unknown): boolean => each === null || Number.isSafeInteger(each);
  return (
    typeof form === "string" &&
    Number.isSafeInteger(version) &&
    /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(String(day)) &&
    !isNaN(Date.parse(String(day))) &&
    typeof who === "string" &&
    isShare(bp) &&
    (level === null || typeof level === "string") &&
    typeof sections === "object" &&
    sections !== null &&
    Object.values(sections).every(isShare)
  );
}
