import type { Answers, Cell, Plan, PlanField, Row, Value } from "../score/score.ts";

/**
 * What the controls of a page hold, by name, blanks left out: a property's id, `<id>.note`,
 * `<id>.evidence`, or `<field>/<row>/<column>` for a cell of a table, where ids of rows sort in the
 * order of the rows. Several ticks of one name are a list. Drafts keep answers in this shape.
 */
export type Flat = ReadonlyMap<string, string | readonly string[]>;

/** What is filled in; hidden questions included, blanks left out. */
export function flatIn(form: HTMLFormElement): Flat {
  const flat = new Map<string, string | string[]>();
  for (const control of controlsOf(form)) {
    const value = control.value.trim();
    if (!control.name || (isTick(control) && !control.checked)) continue;
    const before = flat.get(control.name) ?? [];
    if (control.type === "checkbox") flat.set(control.name, [...before, value]);
    else if (value) flat.set(control.name, value);
  }
  return flat;
}

/** The same answers as files hold them, valid against the form where each value is. */
export function answersOf(flat: Flat, plan: Plan): Answers {
  const fields = new Map(plan.fields.map((field) => [field.id, field]));
  const answers = new Map<string, Value>();
  const tables = new Map<string, Map<string, Row>>();
  for (const [name, value] of flat) {
    const [id = "", row = "", column] = name.split("/");
    const field = fields.get(id);
    if (column === undefined) {
      answers.set(name, typeof value === "string" ? typed(value, field) : value);
    } else if (typeof value === "string") {
      const rows = tables.get(id) ?? new Map<string, Row>();
      const kind = field?.columns?.find((each) => each.id === column);
      tables.set(id, rows.set(row, { ...rows.get(row), [column]: typed(value, kind) }));
    }
  }
  for (const [id, rows] of tables) {
    const inOrder = [...rows.keys()].sort();
    answers.set(id, inOrder.map((row) => rows.get(row)!));
  }
  return answers;
}

/** The flat answers of canonical ones; rows get ids that sort in their order. */
export function flatOf(answers: Answers): Flat {
  const flat = new Map<string, string | readonly string[]>();
  for (const [id, value] of answers) {
    if (!Array.isArray(value)) flat.set(id, String(value));
    else if (value.every((each) => typeof each === "string")) flat.set(id, value as string[]);
    else {
      (value as readonly Row[]).forEach((row, at) => {
        for (const [column, cell] of Object.entries(row)) {
          flat.set(`${id}/${rowId(at)}/${column}`, String(cell));
        }
      });
    }
  }
  return flat;
}

/** Id of the row at this place in a table read from elsewhere. */
export function rowId(at: number): string {
  return `r${String(at).padStart(4, "0")}`;
}

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Every control, in order; not by form.elements, which a control of that name would hide. */
export function controlsOf(root: ParentNode): Iterable<Control> {
  return root.querySelectorAll<Control>("input, textarea, select");
}

export function isTick(control: Control): control is HTMLInputElement {
  return control.type === "radio" || control.type === "checkbox";
}

/** A number where the definition wants one and the text is one; else the text as it is. */
function typed(text: string, field: Pick<PlanField, "kind"> | undefined): Cell {
  return field?.kind === "number" && /^-?[0-9]{1,15}$/.test(text) ? Number(text) : text;
}
