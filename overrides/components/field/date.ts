/** A day as people write it in, as yyyy-mm-dd out, and back. */
import type { Words } from "../form/words.ts";
import { arabicDigits } from "./digits.ts";

const ERA = 543;
const MONTHS = [
  "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
  "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
];
/** Without their dots. */
const SHORT = ["มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค"];
const WEEKDAYS = ["อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์"];
/** Fewest letters that tell a month: no two begin alike so far. */
const TELLING = 4;
/** A year of two digits is the one of the Buddhist era within so many years of today. */
const NEAR = 10;

/** Before the number of the day: วันที่, จันทร์, วันจันทร์ที่ and the like. */
const DAY_NAME = new RegExp(`^(วัน)?(${WEEKDAYS.join("|")})?(ที่)? ?`);
const ISO = /^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$/;
const RUN_TOGETHER = /^([0-9]{2})([0-9]{2})([0-9]{4})$/;
const IN_ORDER = /^([0-9]{1,2})[-/. ]*([-/. ][0-9]{1,2}(?![0-9])|[ก-์][ก-์. ]*)[-/. ]*([0-9]*)$/;

/** What keeps a text from being a day: its form, or a part that no calendar has or nobody knows. */
export type DateFault = "form" | "year" | "month" | "day";

export interface Reading {
  /** The day as yyyy-mm-dd, of the Christian era; empty: see `fault`. */
  readonly iso: string;
  readonly fault?: DateFault;
  /** Of the fault `day`: the day, and the first of the month that has no such day. */
  readonly day?: number;
  readonly month?: Date;
}

/**
 * Reads a day, then month, then year; the year of either era in four digits, or in the two digits
 * that letters use. Never guesses: what could be two days is none.
 */
export function readDate(text: string, today: Date): Reading {
  const plain = arabicDigits(text.normalize("NFC")).replace(/\s+/g, " ").trim();
  const [, era = ""] = /([พค])\.? ?ศ\.?/.exec(plain) ?? [];
  const bare = plain.replace(/[พค]\.? ?ศ\.? ?/, "").replace("เดือน", "").replace(DAY_NAME, "");
  const [, a = "", b = "", c = ""] =
    ISO.exec(bare) ?? RUN_TOGETHER.exec(bare) ?? IN_ORDER.exec(bare) ?? [];
  if (!a) return { iso: "", fault: "form" };
  const [dayText, yearText] = a.length === 4 ? [c, a] : [a, c];
  const day = Number(dayText);
  const month = monthOf(b.replace(/[-/. ]/g, ""));
  const year = yearOf(yearText, era, today);
  if (!month) return { iso: "", fault: /[0-9]/.test(b) ? "month" : "form" };
  if (!year) return { iso: "", fault: "year" };
  const read = new Date(Date.UTC(year, month - 1, day));
  // Date counts on into the next month
  if (read.getUTCDate() !== day) {
    return { iso: "", fault: "day", day, month: new Date(year, month - 1) };
  }
  return { iso: read.toISOString().slice(0, 10) };
}

/** A yyyy-mm-dd with the day of the week: `วันจันทร์ที่ 23 พฤศจิกายน 2569`. */
export function fullDay(words: Words, iso: string): string {
  const day = new Date(`${iso}T00:00`);
  const weekday = day.toLocaleDateString(words.say("locale"), { weekday: "long" });
  return words.say("field-day", { weekday, date: words.date(day) });
}

/** As one types it: `23/11/2569` of a yyyy-mm-dd; any other text as it is. */
export function typedDay(iso: string): string {
  const [, year, month, day] = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(iso) ?? [];
  if (!day || isNaN(Date.parse(iso))) return iso;
  return [day, month, Number(year) + ERA].map(Number).join("/");
}

/** 1 to 12; 0: none. */
function monthOf(text: string): number {
  if (/[0-9]/.test(text)) return Number(text) <= MONTHS.length ? Number(text) : 0;
  const isNamed = (month: string, at: number): boolean =>
    text === SHORT[at] || (text.length >= TELLING && month.startsWith(text));
  return MONTHS.findIndex(isNamed) + 1;
}

/** Of the Christian era; 0: not told. */
function yearOf(text: string, era: string, today: Date): number {
  const number = Number(text);
  if (text.length === 2) {
    const year = 2500 + number - ERA;
    return era !== "ค" && Math.abs(year - today.getFullYear()) <= NEAR ? year : 0;
  }
  const year = era === "พ" || (!era && number >= 2400) ? number - ERA : number;
  return text.length === 4 && year >= 1800 && year <= 2200 ? year : 0;
}
