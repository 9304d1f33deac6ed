/** Answers as office files show them, and back. */
import { readDate, typedDay } from "../field/date.ts";
import { tidied } from "../field/typed.ts";
import type { Cell as Answer } from "../score/score.ts";
import type { Titles } from "./blueprint.ts";
import type { Cell } from "./workbook.ts";

/** Why what stands in a file is no answer. */
export type Unread = "option" | "number" | "date" | "formula-error";

export type Reading = { readonly value: Answer } | { readonly unread: Unread };

/** Kinds whose answers are shown by their titles. */
const TITLED: ReadonlySet<string> = new Set(["kind", "choice", "yes-no", "province"]);
const DAY = 86_400_000;
/** Workbooks count days from here; before March 1900 they count one too many. */
const ZERO = Date.UTC(1899, 11, 30);
const FIRST_SAFE = 61;
/** Days from there to 1904, from where some count. */
const TO_1904 = 1462;
/** That of the year 9999. */
const LAST = 2_958_465;
const ERA = 543;
const BUDDHIST_FROM = 2400;
const LONGEST_DATE = 200;

/** What somebody reads for an answer; undefined: it could not be read back. */
export function shown(kind: string, value: Answer, titles: Titles): string | undefined {
  if (TITLED.has(kind)) return titles.get(String(value));
  if (kind !== "date" || !isDay(value)) return String(value);
  const day = typedDay(value);
  return readDate(day, new Date()).iso === value ? day : undefined;
}

/** What goes into a cell: numbers and days as such; undefined: it could not be read back. */
export function celled(kind: string, value: Answer, titles: Titles): string | number | undefined {
  if (typeof value === "number") return value;
  const serial = kind === "date" && isDay(value) ? (Date.parse(value) - ZERO) / DAY : 0;
  return serial >= FIRST_SAFE ? serial : shown(kind, value, titles);
}

/** A text that is not blank, as an answer. */
export function textRead(kind: string, given: string, titles: Titles): Reading {
  const text = given.trim();
  if (titles.size > 0) return optionRead(text, titles);
  if (kind === "date") return dayOf(readDate(text.slice(0, LONGEST_DATE), new Date()).iso);
  const plain = tidied(kind, text);
  if (kind !== "number") return { value: plain };
  return /^-?[0-9]{1,15}$/.test(plain) ? { value: Number(plain) } : { unread: "number" };
}

/** A cell that is not blank, as an answer. */
export function cellRead(kind: string, cell: Cell, titles: Titles, is1904: boolean): Reading {
  const { type, text } = cell;
  if (type === "error") return { unread: "formula-error" };
  if (type === "number" && kind === "date") {
    return dayRead(Number(text) + (is1904 ? TO_1904 : 0));
  }
  return textRead(kind, cellShown(cell), titles);
}

/** As workbooks show it. */
export function cellShown({ type, text }: Cell): string {
  if (type === "boolean") return text === "1" ? "TRUE" : "FALSE";
  // as many digits as workbooks keep
  return type === "number" ? String(Number(Number(text).toPrecision(15))) : text;
}

function optionRead(text: string, titles: Titles): Reading {
  const label = text.normalize("NFC").trim();
  for (const [id, title] of titles) {
    if (title.normalize("NFC").trim() === label) return { value: id };
  }
  return { unread: "option" };
}

/** Of the days counted; hours left out. */
function dayRead(serial: number): Reading {
  const days = Math.floor(serial);
  if (!(days >= 1 && days <= LAST)) return { unread: "date" };
  const counted = days < FIRST_SAFE - 1 ? days + 1 : days;
  const [year = 0, rest = ""] = isoParts(new Date(ZERO + counted * DAY));
  // a year of the Buddhist era, typed into a program that took it for the other one
  const real = year >= BUDDHIST_FROM ? year - ERA : year;
  return real >= 1800 && real <= 2200 ? dayOf(`${real}${rest}`) : { unread: "date" };
}

function isoParts(day: Date): [number, string] {
  return [day.getUTCFullYear(), day.toISOString().slice(-20, -14)];
}

function dayOf(iso: string): Reading {
  return iso && isDay(iso) ? { value: iso } : { unread: "date" };
}

function isDay(value: Answer): value is string {
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(String(value)) && !isNaN(Date.parse(String(value)));
}
