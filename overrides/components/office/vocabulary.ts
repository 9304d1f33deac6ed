/** What the form on the page calls its places and answers, for files that do not say so. */
import type { Page } from "../form/page.ts";
import type { Condition, PlanColumn, PlanField } from "../score/score.ts";
import type { Titles } from "./blueprint.ts";
import { spaced } from "./document.ts";

/** Of which paper shows the title, not the boxes of all. */
const PROVINCE = "province";

export class Vocabulary {
  private readonly fields: ReadonlyMap<string, PlanField>;
  private readonly provinces = new Map<string, Titles>();

  constructor(private readonly page: Page) {
    this.fields = new Map(page.definition.plan.fields.map((field) => [field.id, field]));
  }

  /** Whether it is that on the page. */
  isOf(form: string, version: number): boolean {
    const { plan } = this.page.definition;
    return form === plan.form && version === plan.version;
  }

  /** Of the field or column that has this id today; empty: a question, or nothing is called so. */
  kind(id: string, column?: string): string {
    return this.found(id, column)?.kind ?? "";
  }

  /** Titles of what is typed and not ticked. */
  titles(id: string, column?: string): Titles {
    const found = this.found(id, column);
    if (found?.kind !== PROVINCE) return new Map();
    const name = this.today(id);
    if (!this.provinces.has(name)) {
      const field = this.page.form.querySelector(`[data-field="${CSS.escape(name)}"]`);
      const options = field?.querySelectorAll<HTMLOptionElement>("select option:not([value=''])");
      const all = [...(options ?? [])].filter(({ value }) => /^[0-9]{2}$/.test(value));
      this.provinces.set(name, new Map(all.map(({ value, text }) => [value, text])));
    }
    return this.provinces.get(name)!;
  }

  /** Id of the kind of organisation that is called so, or has this id. */
  kindCalled(name: string): string {
    const { form, definition } = this.page;
    for (const option of form.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
      if (option.name !== definition.kindField) continue;
      const title = option.closest("label")?.textContent ?? "";
      if (option.value === name || spaced(title) === name) return option.value;
    }
    return name;
  }

  /** Ids of what the blank for this kind of organisation asks, evidence and notes included. */
  asked(kind: string): string[] {
    const { plan, kindField } = this.page.definition;
    const settled = (when: Condition | null): boolean =>
      when === null || !kindField || truth(when, kindField, kind) !== false;
    const questions = plan.sections.flatMap((section) => section.questions);
    return [
      ...plan.fields.filter(({ id, when }) => id !== kindField && settled(when)).map(({ id }) => id),
      ...questions
        .filter(({ when }) => settled(when))
        .flatMap(({ id }) => [id, `${id}.evidence`, `${id}.note`]),
    ];
  }

  private found(id: string, column?: string): PlanField | PlanColumn | undefined {
    const field = this.fields.get(this.today(id));
    if (column === undefined) return field;
    const { renamed } = this.page.definition.history;
    const name = own(renamed, `${id}/${column}`) ?? column;
    return field?.columns?.find((each) => each.id === name);
  }

  private today(id: string): string {
    return own(this.page.definition.history.renamed, id) ?? id;
  }
}

/** Whether the condition holds as far as the kind alone decides; undefined: it does not. */
function truth(condition: Condition, kindField: string, kind: string): boolean | undefined {
  switch (condition[0]) {
    case "not": {
      const inner = truth(condition[1], kindField, kind);
      return inner === undefined ? undefined : !inner;
    }
    case "all":
    case "any": {
      const decisive = condition[0] === "any";
      const parts = condition[1].map((part) => truth(part, kindField, kind));
      if (parts.includes(decisive)) return decisive;
      return parts.includes(undefined) ? undefined : !decisive;
    }
    case "answered":
      return condition[1] === kindField ? true : undefined;
    case "in":
      return condition[1] === kindField ? condition[2].includes(kind) : undefined;
    case "eq":
      return condition[1] === kindField ? condition[2] === kind : undefined;
  }
}

function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
