import { faultText } from "../field/fault-words.ts";
import { element } from "../form/dom.ts";
import { answerTitle } from "../form/question.ts";
import type { Page, Standing } from "../form/page.ts";
import type { Note } from "./admit.ts";
import type { FillReason, OfficeNote, ReadReason } from "../office/notes.ts";
import type { Arrival, Refusal } from "./arrival.ts";

/** Lines of a list; a hostile file could name thousands. */
const MOST_LINES = 100;
/** Characters of a value that is named. */
const MOST_SHOWN = 60;

type Told = Note | OfficeNote<ReadReason | FillReason>;

/** Why nothing can be let in, in words. */
export function refusal({ words, definition }: Page, { refused, form = "" }: Refusal): string {
  const values = { theirs: shortened(form), ours: definition.plan.form };
  return words.say(`travel-refused-${refused}`, values);
}

/** What would happen to the page, to be read before it does. */
export function report(page: Page, standing: Standing, arrival: Arrival): HTMLElement[] {
  const { words, definition } = page;
  const { answers, notes, version, isDamaged } = arrival;
  const versions = { version, ours: definition.plan.version };
  const age = Math.sign(version - versions.ours);
  const replaced = standing.started ? overwritten(standing, arrival) : 0;
  const [retired, refused] = [true, false].map((is) =>
    notes.filter(({ reason }) => (reason === "retired") === is),
  ) as [Told[], Told[]];
  const said: [string, string | false][] = [
    ["form__soft", about(page, arrival)],
    ["form__memory", isDamaged && words.say("travel-damaged")],
    ["", age !== 0 && words.say(age > 0 ? "travel-newer" : "travel-older", versions)],
    ["form__label", words.say(answers.size ? "travel-fits" : "travel-none", { count: answers.size })],
    ["", replaced > 0 && words.say("travel-replaces", { count: replaced })],
  ];
  return [
    ...said.flatMap(([look, text]) => (text ? [element("p", look, text)] : [])),
    ...list(page, words.say("travel-not-accepted", { count: refused.length }), refused),
    ...list(page, words.say("travel-retired", { count: retired.length }), retired),
  ];
}

/** How many answers of the page would become others. */
function overwritten({ answers }: Standing, arrival: Arrival): number {
  const isOther = ([id, value]: [string, unknown]): boolean =>
    answers.has(id) && JSON.stringify(answers.get(id)) !== JSON.stringify(value);
  return [...arrival.answers].filter(isOther).length;
}

function about({ words }: Page, { name, saved, version }: Arrival): string {
  const moment = new Date(saved);
  if (Number.isNaN(moment.getTime())) return shortened(name);
  const time = moment.toLocaleString(words.say("locale"), {
    dateStyle: "long",
    timeStyle: "short",
  });
  return [shortened(name), words.say("travel-written", { version, time })].filter(Boolean).join(" · ");
}

/** What did not go where it was meant to go, value by value. */
export function list(page: Page, heading: string, notes: readonly Told[]): HTMLElement[] {
  if (notes.length === 0) return [];
  const shown = notes.slice(0, MOST_LINES).map((note) => element("li", "", told(page, note)));
  const more = notes.length - shown.length;
  if (more > 0) shown.push(element("li", "", page.words.say("travel-more", { count: more })));
  return [element("p", "form__label", heading), element("ul", "", ...shown)];
}

function told(page: Page, note: Told): string {
  const title = titleOf(page, note);
  if (note.reason === "lost") return page.words.say("travel-lost", { title });
  const value = shortened(inWords(page, note.id, note.value));
  return page.words.say("travel-note", { title, value, why: why(page, note) });
}

/** Options by their titles, rows and lists part by part. */
function inWords(page: Page, id: string, value: unknown): string {
  if (typeof value === "object" && value !== null) {
    return Object.values(value).map((each) => inWords(page, id, each)).join(" · ");
  }
  const said = String(value);
  const option = page.form.querySelector(
    `input[name="${CSS.escape(id)}"][value="${CSS.escape(said)}"]`,
  );
  return answerTitle(option) || said;
}

function why({ words, definition }: Page, note: Told): string {
  const { id, place, reason } = note;
  switch (reason) {
    case "retired":
    case "lost":
      return "";
    case "repeated":
      return words.say("travel-repeated");
    case "unknown":
      return faultText(words, { keyword: "additionalProperties" });
    case "no-place":
    case "rows":
    case "long":
    case "unreadable":
    case "several":
    case "option":
    case "number":
    case "date":
    case "formula-error":
      return words.say(`travel-why-${reason}`);
  }
  const limit = "limit" in note ? note.limit : undefined;
  const field = definition.plan.fields.find((each) => each.id === id);
  const column = field?.columns?.find((each) => each.id === place.split("/")[2]);
  const said = limit === undefined ? { keyword: reason } : { keyword: reason, limit };
  return faultText(words, said, "", (column ?? field)?.kind);
}

/** What the value was an answer to, as the page names it, down to the cell. */
function titleOf(page: Page, { id, place }: Told): string {
  const { words, definition } = page;
  const [name = "", suffix] = id.split(".");
  const { renamed, retired } = definition.history;
  const today = (Object.hasOwn(renamed, name) && renamed[name]) || name;
  const title = labelOf(page, today) ?? (Object.hasOwn(retired, name) ? retired[name]! : id);
  const [, row, column] = place.split("/");
  if (column !== undefined) {
    const label = labelOf(page, today, column) ?? column;
    const names = { table: title, number: Number(row) + 1, column: shortened(label) };
    return words.say("field-cell", names);
  }
  if (row !== undefined) return words.say("travel-row", { table: title, number: Number(row) + 1 });
  if (suffix === "note" || suffix === "evidence") {
    return words.say("travel-beside", { title, beside: words.say(`travel-beside-${suffix}`) });
  }
  return shortened(title, 200);
}

function labelOf({ form, words, questions }: Page, id: string, column?: string): string | undefined {
  const question = questions.get(id);
  if (question) return words.say("question", { number: question.number, title: question.title });
  const field = form.querySelector(`[data-field="${CSS.escape(id)}"]`);
  const cell =
    column === undefined
      ? field
      : field?.querySelector(`[name$="/${CSS.escape(column)}"]`)?.closest(".form__cell");
  return cell?.querySelector("[data-part=title]")?.textContent ?? undefined;
}

function shortened(text: string, most = MOST_SHOWN): string {
  const characters = Array.from(text.slice(0, 2 * most + 2));
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : text;
}
