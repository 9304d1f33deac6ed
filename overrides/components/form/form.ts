import { Draft } from "../draft/draft.ts";
import { DraftPanel } from "../draft/panel.ts";
import { SaveState } from "../draft/save-state.ts";
import { chosenKind } from "../kind-switch/kind.ts";
import { score } from "../score/score.ts";
import { TravelDoor } from "../travel/door.ts";
import { AskedCount, Field } from "../field/field.ts";
import { FieldTable } from "../field/table.ts";
import { Written } from "../field/written.ts";
import { answersOf, flatIn } from "./answers.ts";
import { FormBar } from "./bar.ts";
import { all, part } from "./dom.ts";
import { Later } from "./later.ts";
import { ScoreNews } from "./news.ts";
import type { Definition, Page, View } from "./page.ts";
import { Question } from "./question.ts";
import { FormSection, SectionLink } from "./section.ts";
import { Words } from "./words.ts";

const VIEWS = [
  Field,
  AskedCount,
  FormSection,
  SectionLink,
  Written,
  FormBar,
  ScoreNews,
  TravelDoor,
  SaveState,
  DraftPanel,
];

/** Brings a form to life: at every answer the questions asked, the score and the result follow. */
export class Form {
  static readonly selector = "[data-component=form]";
  private readonly page: Page;
  private readonly views: readonly View[];

  constructor(root: HTMLElement) {
    this.page = pageOf(root);
    this.views = [
      this.page.draft,
      ...VIEWS.flatMap((Component) =>
        all(root, Component).map((element) => new Component(element, this.page)),
      ),
      new Later(this.page, "fields", ({ started }) => started || needsFieldsAtOnce(root)),
      new Later(this.page, "result", ({ started }) => started),
    ];
    this.chooseKind();
    root.dataset["live"] = "";
    const update = (): void => this.update();
    this.page.form.addEventListener("input", update);
    window.addEventListener("pageshow", update); // the browser may have put answers back
    update();
  }

  private update(): void {
    const { root, form, definition, questions } = this.page;
    const flat = flatIn(form);
    const answers = answersOf(flat, definition.plan);
    const started = [...flat.keys()].some((name) => name !== definition.kindField);
    const focused = document.activeElement;
    for (const question of questions.values()) question.show(answers);
    const standing = { flat, answers, score: score(definition.plan, answers), started };
    for (const view of this.views) view.show(standing);
    root.toggleAttribute("data-started", started);
    if (focused?.closest("[hidden]")) this.focusBefore(focused);
  }

  /** To the nearest question above that is still asked, since the focused one has just left. */
  private focusBefore(lost: Element): void {
    const stays = [...this.page.questions.values()].filter(({ root }) => !root.hidden);
    const above = stays.filter(
      ({ root }) => root.compareDocumentPosition(lost) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    (above.at(-1) ?? stays[0])?.root.focus();
  }

  private chooseKind(): void {
    const { form, definition } = this.page;
    const kind = chosenKind();
    for (const option of form.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
      if (option.name === definition.kindField && option.value === kind) option.checked = true;
    }
  }
}

/** Whether what is beyond typing and choosing is needed before the first answer. */
function needsFieldsAtOnce(root: HTMLElement): boolean {
  return location.hash !== "" || root.querySelector("[data-typed=date], [data-row]") !== null;
}

function pageOf(root: HTMLElement): Page {
  const form = root.querySelector<HTMLFormElement>("form.form__body");
  if (!form) throw new Error("the template has no form element");
  const definition = JSON.parse(part(root, "definition").textContent ?? "") as Definition;
  const plans = definition.plan.sections.flatMap((section) => section.questions);
  const questions = new Map<string, Question>();
  for (const element of all(root, Question)) {
    const plan = plans.find((question) => question.id === element.id);
    if (plan) questions.set(plan.id, new Question(element, plan));
  }
  const tables = new Map(
    all(root, FieldTable).map((table) => [table.dataset["field"]!, new FieldTable(table)]),
  );
  return {
    root,
    form,
    definition,
    words: new Words(definition.words),
    questions,
    tables,
    draft: new Draft({ root, form, tables, definition }),
    score: (answers) => score(definition.plan, answers),
  };
}
