/** The answers of a page in; what is missing or cannot be right, in words, out. */
import type { Flat } from "../form/answers.ts";
import type { Page } from "../form/page.ts";
import type { Fault } from "../form/validate.ts";
import { questionText } from "../result/lists.ts";
import type { PlanField } from "../score/score.ts";
import { readDate } from "./date.ts";
import { faultText } from "./fault-words.ts";
import { idOf, isBlank, type FieldTable } from "./table.ts";

export interface Wrong {
  /** Id of the control, or of the group of controls, that mends it. */
  readonly place: string;
  /** What is asked there. */
  readonly title: string;
  readonly text: string;
}

type Said = Pick<Fault, "keyword" | "limit">;
type Schema = Readonly<Record<string, unknown>>;
type Asked = Pick<PlanField, "id" | "kind" | "required">;

/** Of what is asked, in the order of the page. */
export function wrongs(page: Page, flat: Flat): Wrong[] {
  const { form, definition, questions, words } = page;
  const fields = new Map(definition.plan.fields.map((field) => [field.id, field]));
  const asked = form.querySelectorAll<HTMLElement>("[data-field], [data-component=question]");
  return [...asked].flatMap((root): Wrong[] => {
    if (root.closest("[hidden]")) return [];
    const field = fields.get(root.dataset["field"] ?? "");
    if (field) return [...fieldWrongs(page, field, flat), ...cellWrongs(page, field, flat)];
    const question = questions.get(root.id);
    if (question?.points !== null || flat.has(`${root.id}.note`)) return [];
    const title = questionText(page, question);
    return [{ place: notePlace(root.id), title, text: words.say("field-reason") }];
  });
}

/** Id of the control that holds a question's note. */
export function notePlace(question: string): string {
  return `${question}--note`;
}

function fieldWrongs(page: Page, field: PlanField, flat: Flat): Wrong[] {
  const schema = propertiesOf(page.definition.schema)[field.id] ?? {};
  const text = wrongText(page, field, schema, valueOf(page, field, flat));
  return text ? [{ place: field.id, title: titleIn(field.id), text }] : [];
}

/** A table's value is as many texts as it has rows that hold something. */
function valueOf(page: Page, { id, kind }: PlanField, flat: Flat): string | readonly string[] {
  if (kind !== "rows") return flat.get(id) ?? "";
  return rowsOf(page, id).filter((row) => !isBlank(row)).map(idOf);
}

function cellWrongs(page: Page, { id, columns = [] }: PlanField, flat: Flat): Wrong[] {
  const items = propertiesOf(page.definition.schema)[id]?.["items"];
  const schemas = propertiesOf((items ?? {}) as Schema);
  return rowsOf(page, id).flatMap((row, at) =>
    columns.flatMap((column): Wrong[] => {
      if (isBlank(row)) return [];
      const path = [id, idOf(row), column.id];
      const value = flat.get(path.join("/")) ?? "";
      const text = wrongText(page, column, schemas[column.id] ?? {}, value);
      if (!text) return [];
      const place = path.join("--");
      const names = { table: titleIn(id), number: at + 1, column: titleIn(place) };
      return [{ place, title: page.words.say("field-cell", names), text }];
    }),
  );
}

function rowsOf({ tables }: Page, id: string): readonly HTMLElement[] {
  return (tables.get(id) as FieldTable | undefined)?.rows ?? [];
}

function wrongText(
  page: Page,
  asked: Asked,
  schema: Schema,
  value: string | readonly string[],
): string {
  const { words } = page;
  const said = faultOf(asked, schema, value);
  if (!said) return "";
  if (asked.kind === "date" && typeof value === "string" && value) {
    const { fault, day = "", month } = readDate(value, new Date());
    const name = month?.toLocaleDateString(words.say("locale"), { month: "long", year: "numeric" });
    if (fault && fault !== "form") {
      return words.say(`field-date-${fault}`, { day, month: name ?? "" });
    }
  }
  return faultText(words, said, "", asked.kind);
}

/** What the form has against one value, as far as the controls let it be wrong. */
export function faultOf(
  { kind, required }: Pick<Asked, "kind" | "required">,
  schema: Schema,
  value: string | readonly string[],
): Said | null {
  if (value.length === 0) return required ? { keyword: "required" } : null;
  if (typeof value !== "string") return above(schema, "maxItems", value.length);
  if (kind === "number") {
    if (!/^-?[0-9]{1,15}$/.test(value)) return { keyword: "type" };
    const below = above({ minimum: -(schema["minimum"] as number) }, "minimum", -Number(value));
    return below
      ? { keyword: "minimum", limit: schema["minimum"] as number }
      : above(schema, "maximum", Number(value));
  }
  if (kind === "date" && readDate(value, new Date()).iso !== value) return { keyword: "format" };
  const pattern = schema["pattern"];
  if (typeof pattern === "string" && !new RegExp(pattern, "u").test(value)) {
    return { keyword: "pattern" };
  }
  return above(schema, "maxLength", [...value].length);
}

function above(schema: Schema, keyword: Fault["keyword"], size: number): Said | null {
  const limit = schema[keyword];
  return typeof limit === "number" && size > limit ? { keyword, limit } : null;
}

function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  return (schema["properties"] ?? {}) as Readonly<Record<string, Schema>>;
}

/** What is asked by the control or group of this id. */
function titleIn(place: string): string {
  const home = document.getElementById(place)?.closest("[data-field], .form__cell");
  return home?.querySelector("[data-part=title]")?.textContent?.trim() ?? "";
}
