/** What the form on the page calls its places and answers, for files that do not say so. */
import { arabicDigits } from "../field/digits.ts";
import type { Page } from "../form/page.ts";
import type { Condition, PlanColumn, PlanField } from "../score/score.ts";
import type { Titles } from "./blueprint.ts";
import { spaced } from "./document.ts";

/** Of which paper shows the title, not the boxes of all. */
const PROVINCE = "province";

/** Ids; columns of tables. */
interface Asked {
  readonly fields: readonly { readonly id: string; readonly columns: readonly string[] }[];
  readonly questions: readonly string[];
}

export class Vocabulary {
  private readonly questions: ReadonlySet<string>;
  private readonly fields: ReadonlyMap<string, PlanField>;
  private readonly provinces = new Map<string, Titles>();

  constructor(private readonly page: Page) {
    const { sections } = page.definition.plan;
    this.questions = new Set(sections.flatMap(({ questions }) => questions.map(({ id }) => id)));
    this.fields = new Map(page.definition.plan.fields.map((field) => [field.id, field]));
  }

  /** Whether it is that on the page. */
  isOf(form: string, version: number): boolean {
    const { plan } = this.page.definition;
    return form === plan.form && version === plan.version;
  }

  /** Of the field, question or column that has this id today; empty: nothing is called so. */
  kind(id: string, column?: string): string {
    if (this.questions.has(this.today(id))) return "choice";
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
      if (option.value === name || spaced(arabicDigits(title)) === name) return option.value;
    }
    return name;
  }

  /** What the blank for this kind of organisation asks; `there`: what the file has. */
  asked(kind: string, there: ReadonlySet<string>): Asked {
    const { plan, kindField } = this.page.definition;
    const isAsked = ({ id, when }: { id: string; when: Condition | null }): boolean => {
      if (!kindField || !kind) return !kindField || there.has(kindField) || when === null;
      return id !== kindField && (when === null || truth(when, kindField, kind) !== false);
    };
    const questions = plan.sections.flatMap((section) => section.questions).filter(isAsked);
    return {
      fields: plan.fields
        .filter(isAsked)
        .map(({ id, columns }) => ({ id, columns: columns?.map((each) => each.id) ?? [] })),
      questions: questions.map(({ id }) => id),
    };
  }

  private found(id: string, column = ""): PlanField | PlanColumn | undefined {
    const field = this.fields.get(this.today(id));
    if (!column) return field;
    const { renamed } = this.page.definition.history;
    const name =
      own(renamed, `${this.today(id)}/${column}`) ?? own(renamed, `${id}/${column}`) ?? column;
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
