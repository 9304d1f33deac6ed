/** Answers as a file in either direction; the twin of scripts/publication/answer_file.py. */
import type { Answers, Score } from "../score/score.ts";

const FORMAT = "publication-answers";
/** Bytes; the fullest form takes about a quarter of it. */
export const MOST_BYTES = 2_000_000;
/** Brackets within brackets; answers need four. */
const DEEPEST = 16;

/** What a file says, apart from its checksum. */
export interface Content {
  readonly form: string;
  readonly version: number;
  /** Of organisation; null: not answered, or not asked. */
  readonly kind: string | null;
  /** What the reader calls these answers; empty: nothing. */
  readonly name: string;
  /** ISO 8601 with offset. */
  readonly saved: string;
  readonly answers: Answers;
  /** Kept from older versions, which asked what this one does not. */
  readonly unplaced: Answers;
  readonly score: FileScore | null;
}

/** Shares in basis points. */
export interface FileScore {
  readonly bp: number;
  readonly level: string | null;
  /** Whether questions are still open. */
  readonly provisional: boolean;
  /** By id; sections in which nothing applies left out. */
  readonly sections: Readonly<Record<string, number>>;
}

/** A file of the right format, none of its answers judged. */
export interface Parcel {
  readonly form: string;
  readonly version: number;
  readonly name: string;
  readonly saved: string;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly unplaced: Readonly<Record<string, unknown>>;
  /** Whether the checksum is there and right; wrong, the file was damaged or changed by hand. */
  readonly isSound: boolean;
}

/** Why nothing can be read from bytes or text. */
export type Unreadable =
  | "empty"
  | "too-large"
  | "not-text"
  | "too-deep"
  | "not-json"
  | "not-answers";

/** The file's text. Half a character becomes U+FFFD, since UTF-8 cannot hold it. */
export function fileText(content: Content): string {
  const { form, version, kind, name, saved, answers, unplaced, score } = content;
  const said = wellFormed({
    format: FORMAT,
    form,
    version,
    kind,
    ...(name ? { name } : {}),
    saved,
    answers: Object.fromEntries(answers),
    ...(unplaced.size ? { unplaced: Object.fromEntries(unplaced) } : {}),
    score,
  }) as object;
  return `${JSON.stringify({ ...said, checksum: checksum(said) }, null, 1)}\n`;
}

/** ASCII, so that no mail server or archive garbles it. */
export function fileName({
  form,
  version,
  kind,
  saved,
}: Pick<Content, "form" | "version" | "kind" | "saved">): string {
  return `${form}-v${version}-${kind ?? "all"}-${saved.slice(0, 10).replaceAll("-", "")}.json`;
}

/** A score as files hold it; null while there is none. */
export function fileScore({ total, sections, level }: Score): FileScore | null {
  if (total.bp === null || total.answered === 0) return null;
  return {
    bp: total.bp,
    level,
    provisional: total.answered < total.asked,
    sections: Object.fromEntries(sections.flatMap(({ id, bp }) => (bp === null ? [] : [[id, bp]]))),
  };
}

/** ISO 8601 to the second, with the offset of this device. */
export function localTime(moment: Date): string {
  const offset = -moment.getTimezoneOffset();
  const local = new Date(moment.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(offset);
  const zone = [Math.floor(minutes / 60), minutes % 60].map((each) => String(each).padStart(2, "0"));
  return `${local}${offset < 0 ? "-" : "+"}${zone.join(":")}`;
}

/** What the bytes of a file say; UTF-8, or UTF-16 with its mark. */
export function readBytes(bytes: Uint8Array): Parcel | Unreadable {
  if (bytes.length > MOST_BYTES) return "too-large";
  const text = decoded(bytes);
  return text === undefined ? "not-text" : readText(text);
}

export function readText(text: string): Parcel | Unreadable {
  const said = parsed(text.replace(/^\ufeff/, ""));
  return typeof said === "string" ? said : parcel(said.value);
}

/** JSON of limited size and depth, its text well formed. */
export function parsed(text: string): { readonly value: unknown } | Unreadable {
  if (text.length > MOST_BYTES) return "too-large";
  if (/^[ \t\r\n]*$/.test(text)) return "empty";
  if (isTooDeep(text)) return "too-deep";
  try {
    return { value: wellFormed(JSON.parse(text)) };
  } catch {
    return "not-json";
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parcel(said: unknown): Parcel | Unreadable {
  if (!isObject(said) || said["format"] !== FORMAT) return "not-answers";
  const { checksum: stated, ...rest } = said;
  const { form, version, name, saved, answers, unplaced } = rest;
  if (typeof form !== "string" || !isObject(answers)) return "not-answers";
  if (!Number.isSafeInteger(version) || (version as number) < 1) return "not-answers";
  return {
    form,
    version: version as number,
    name: typeof name === "string" ? name : "",
    saved: typeof saved === "string" ? saved : "",
    answers,
    unplaced: isObject(unplaced) ? unplaced : {},
    isSound: stated === checksum(rest),
  };
}

function decoded(bytes: Uint8Array): string | undefined {
  const mark = bytes.subarray(0, 2).join();
  const encoding = mark === "255,254" ? "utf-16le" : mark === "254,255" ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Counted before parsing, since what walks a value deeper than this could exhaust the stack. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quoted && character === "\\") at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && "[{".includes(character)) depth += 1;
    else if (!quoted && "]}".includes(character)) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/\p{Surrogate}/gu, "\ufffd");
  if (Array.isArray(value)) return value.map(wellFormed);
  if (!isObject(value)) return value;
  // fromEntries makes properties of its own, __proto__ like any other
  return Object.fromEntries(
    Object.entries(value).map((entry) => entry.map(wellFormed) as [string, unknown]),
  );
}

/** CRC-32 tells damage on the way; it is no seal, since whoever changes a file can count it anew. */
function checksum(content: unknown): string {
  let register = -1;
  for (const byte of new TextEncoder().encode(canonical(content))) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit++) register = (register >>> 1) ^ (register & 1 ? 0xedb88320 : 0);
  }
  return `crc32:${(~register >>> 0).toString(16).padStart(8, "0")}`;
}

/** One text for each content: keys in order of their UTF-16 units, no spaces. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (isObject(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
  }
  // no export holds such a number, and languages write it differently
  return typeof value === "number" && !Number.isSafeInteger(value) ? "#" : JSON.stringify(value);
}
