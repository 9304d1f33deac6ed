/** Answers as office files show them, and back; the twin of office_file/typed.py. */
import { readDate, typedDay } from "../field/date.ts";
import { tidied } from "../field/typed.ts";
import type { Cell as Answer } from "../score/score.ts";
import type { Titles } from "./blueprint.ts";
import { serialOf } from "./days.ts";
import { MOST_CHARACTERS, type Cell } from "./workbook.ts";

/** Why what stands in a file is no answer. */
export type Unread = "option" | "number" | "date" | "formula-error" | "size";

export type Reading = { readonly value: Answer } | { readonly unread: Unread };

/** Kinds whose answers are shown by their titles. */
const TITLED: ReadonlySet<string> = new Set(["kind", "choice", "yes-no", "province"]);
/** What people tick with, in capitals. */
const TICKS: ReadonlySet<string> = new Set([..."✓✔√☑☒X/1", "TRUE"]);
const LONGEST_DATE = 200;
const ERA = 543;
const BUDDHIST_FROM = 2400;

/** What somebody reads for an answer; undefined: it could not be read back. */
export function shown(kind: string, value: Answer, titles: Titles): string | undefined {
  const text = String(value);
  if (TITLED.has(kind)) return titles.get(text);
  if (kind !== "date") return text;
  const day = typedDay(text);
  return dateRead(day) === text ? day : undefined;
}

/** What goes into a cell: numbers and days as such; undefined: it could not be read back. */
export function celled(kind: string, value: Answer, titles: Titles): string | number | undefined {
  if (typeof value === "number") return value;
  const text = shown(kind, value, titles);
  return (kind === "date" && text !== undefined ? serialOf(value) : undefined) ?? text;
}

/** What a cell or text means that is not blank. */
export function read(kind: string, cell: Cell, titles: Titles): Reading {
  const text = cellShown(cell).trim();
  if (cell.type === "error") return { unread: "formula-error" };
  if (text.length > MOST_CHARACTERS) return { unread: "size" };
  if (TITLED.has(kind)) return titleRead(text, titles);
  if (kind === "date") {
    const iso = cell.type === "day" ? ofEitherEra(cell.text) : dateRead(text);
    return iso ? { value: iso } : { unread: "date" };
  }
  if (kind === "number" && cell.type === "number") return { value: Number(cell.text) };
  const plain = tidied(kind, text);
  if (kind !== "number") return { value: plain };
  return /^[+-]?[0-9]{1,15}$/.test(plain) ? { value: Number(plain) } : { unread: "number" };
}

/** Whether a cell or box stands for a tick; it may hold a text that is none. */
export function tickRead(cell: Cell | undefined): boolean | { readonly unread: Unread } {
  if (cell?.type === "error") return { unread: "formula-error" };
  const text = !cell || (cell.type === "boolean" && cell.text === "FALSE") ? "" : cellShown(cell);
  if (isTick(text)) return true;
  return text.trim() ? { unread: "option" } : false;
}

export function isTick(text: string): boolean {
  return TICKS.has(text.trim().toUpperCase());
}

/** As office programs show it. */
export function cellShown({ type, text }: Cell): string {
  return type === "day" ? typedDay(text) : text;
}

function titleRead(text: string, titles: Titles): Reading {
  const label = text.normalize("NFC").trim();
  for (const [id, title] of titles) {
    if (title.normalize("NFC").trim() === label) return { value: id };
  }
  return { unread: "option" };
}

/** yyyy-mm-dd; empty: none. */
function dateRead(text: string): string {
  return text.length > LONGEST_DATE ? "" : readDate(text, new Date()).iso;
}

/** A year of the Buddhist era was typed into a program that took it for the other one. */
function ofEitherEra(iso: string): string {
  const year = Number(iso.slice(0, 4));
  const real = year >= BUDDHIST_FROM ? year - ERA : year;
  const day = `${real}${iso.slice(4)}`;
  return real >= 1800 && real <= 2200 && isReal(day) ? day : "";
}

function isReal(iso: string): boolean {
  const day = new Date(iso);
  return !isNaN(Number(day)) && day.toISOString().startsWith(iso);
}
