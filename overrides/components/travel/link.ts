/** Answers in the fragment of a link, which no browser sends to a server. */
import type { Answers, Plan, PlanQuestion, Value } from "../score/score.ts";
import { parsed } from "./answer-file.ts";

/** What the fragment of a link that brings answers starts with. */
export const MARK = "#a=";
/** Characters of a fragment. */
export const MOST_CHARACTERS = 65_536;
/** Bytes that a fragment may unfold to. */
const MOST_UNFOLDED = 1_048_576;
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
const UNANSWERED = ".";

/** Why a fragment cannot be read. */
export type Unopened = "broken-link" | "other-version" | "no-unfolding";

/** A fragment's content; none of its answers judged. */
export interface Passenger {
  readonly form: string;
  readonly version: number;
  readonly answers: Readonly<Record<string, unknown>>;
}

/**
 * The fragment, `#` included: `0` plain or `1` deflated, then base64url of UTF-8. Throws where
 * the plan has more options than digits.
 */
export async function fragmentOf(plan: Plan, answers: Answers, withNotes: boolean): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(compact(plan, answers, withNotes)));
  try {
    return `${MARK}1${base64(await piped(bytes, new CompressionStream("deflate-raw")))}`;
  } catch {
    return `${MARK}0${base64(bytes)}`; // a browser from before deflate-raw
  }
}

/** What a fragment says; never rejects. */
export async function fromFragment(plan: Plan, fragment: string): Promise<Passenger | Unopened> {
  const found = /^#a=([01])([A-Za-z0-9_-]+)$/.exec(fragment);
  if (!found || fragment.length > MOST_CHARACTERS) return "broken-link";
  if (found[1] === "1" && !unfolds()) return "no-unfolding";
  try {
    const bytes = bytesOf(found[2]!);
    const plain =
      found[1] === "1" ? await piped(bytes, new DecompressionStream("deflate-raw")) : bytes;
    const said = parsed(new TextDecoder("utf-8", { fatal: true }).decode(plain));
    return typeof said === "string" ? "broken-link" : expanded(plan, said.value);
  } catch {
    return "broken-link";
  }
}

/**
 * Form, version, one digit a question in the order of the plan: the place of the option; values of
 * the fields in its order; notes as [place of the question, note, evidence].
 */
function compact(plan: Plan, answers: Answers, withNotes: boolean): readonly unknown[] {
  const questions = questionsOf(plan);
  const line = questions.map((question) => digit(question, answers.get(question.id)));
  const fields = plan.fields.map((field) => answers.get(field.id) ?? "");
  const notes = questions
    .map(({ id }, at) => [at, answers.get(`${id}.note`) ?? "", answers.get(`${id}.evidence`) ?? ""])
    .filter(([, note, evidence]) => note !== "" || evidence !== "");
  return [plan.form, plan.version, line.join(""), fields, ...(withNotes ? [notes] : [])];
}

function expanded(plan: Plan, said: unknown): Passenger | Unopened {
  if (!Array.isArray(said)) return "broken-link";
  const [form, version, line, fields, notes = []] = said as unknown[];
  if (typeof form !== "string" || !Number.isSafeInteger(version)) return "broken-link";
  const passenger = { form, version: version as number, answers: {} };
  if (form !== plan.form) return passenger;
  if (version !== plan.version) return "other-version"; // places mean other things there
  const questions = questionsOf(plan);
  const isWhole = typeof line === "string" && line.length === questions.length;
  if (!isWhole || !Array.isArray(fields) || !Array.isArray(notes)) return "broken-link";
  const given: [string, unknown][] = questions.flatMap((question, at) =>
    line[at] === UNANSWERED ? [] : [[question.id, optionAt(question, line[at]!)]],
  );
  plan.fields.forEach((field, at) => given.push([field.id, fields[at] ?? ""]));
  for (const entry of notes) {
    const [at, note = "", evidence = ""] = Array.isArray(entry) ? (entry as unknown[]) : [];
    const question = typeof at === "number" ? questions[at] : undefined;
    if (!question) return "broken-link";
    given.push([`${question.id}.note`, note], [`${question.id}.evidence`, evidence]);
  }
  return { ...passenger, answers: Object.fromEntries(given) };
}

function digit(question: PlanQuestion, answer: Value | undefined): string {
  const place = Object.keys(question.points).indexOf(String(answer ?? ""));
  if (place >= DIGITS.length) throw new RangeError(`"${question.id}" has too many options`);
  return DIGITS[place] ?? UNANSWERED;
}

/** Id of the option; what no digit stands for stays as it is, to be named when it is judged. */
function optionAt(question: PlanQuestion, character: string): string {
  return Object.keys(question.points)[DIGITS.indexOf(character)] ?? character;
}

function questionsOf(plan: Plan): readonly PlanQuestion[] {
  return plan.sections.flatMap((section) => section.questions);
}

function unfolds(): boolean {
  try {
    return Boolean(new DecompressionStream("deflate-raw"));
  } catch {
    return false;
  }
}

/** Everything that comes out; rejects as soon as it is too much. */
async function piped(
  bytes: Uint8Array<ArrayBuffer>,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const pieces: BlobPart[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(pieces).arrayBuffer());
    length += value.length;
    if (length > MOST_UNFOLDED) {
      await reader.cancel();
      throw new RangeError("unfolds to too much");
    }
    pieces.push(value);
  }
}

function base64(bytes: Uint8Array): string {
  // one at a time: spread over many arguments, a long text exhausts the stack
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}
