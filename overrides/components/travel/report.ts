import { faultText } from "../field/fault-words.ts";
import { element } from "../form/dom.ts";
import type { Page, Standing } from "../form/page.ts";
import type { Note } from "./admit.ts";
import type { Arrival, Refusal } from "./arrival.ts";

/** Lines of a list; a hostile file could name thousands. */
const MOST_LINES = 100;
/** Characters of a value that is named. */
const MOST_SHOWN = 60;

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
  ) as [Note[], Note[]];
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

function list(page: Page, heading: string, notes: readonly Note[]): HTMLElement[] {
  if (notes.length === 0) return [];
  const shown = notes.slice(0, MOST_LINES).map((note) => element("li", "", told(page, note)));
  const more = notes.length - shown.length;
  if (more > 0) shown.push(element("li", "", page.words.say("travel-more", { count: more })));
  return [element("p", "form__label", heading), element("ul", "", ...shown)];
}

function told(page: Page, note: Note): string {
  const value = typeof note.value === "string" ? note.value : JSON.stringify(note.value);
  const values = { title: titleOf(page, note), value: shortened(value) };
  return page.words.say("travel-note", { ...values, why: why(page, note) });
}

function why({ words, definition }: Page, { id, place, reason, limit }: Note): string {
  if (reason === "retired") return "";
  if (reason === "repeated") return words.say("travel-repeated");
  if (reason === "unknown") return faultText(words, { keyword: "additionalProperties" });
  const field = definition.plan.fields.find((each) => each.id === id);
  const column = field?.columns?.find((each) => each.id === place.split("/")[2]);
  const said = limit === undefined ? { keyword: reason } : { keyword: reason, limit };
  return faultText(words, said, "", (column ?? field)?.kind);
}

/** What the value was an answer to, as the page names it, down to the cell. */
function titleOf(page: Page, { id, place }: Note): string {
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
