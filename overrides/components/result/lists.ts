import { element } from "../form/dom.ts";
import type { Page, Standing } from "../form/page.ts";
import { answerIn, type Question } from "../form/question.ts";
import { pointsOf, type PlanQuestion } from "../score/score.ts";

/** By title of the section, ids of the questions whose answer brings all the points there are. */
export function strengths(page: Page, standing: Standing): [string, string[]][] {
  const ids = asked(page, standing, (points, { best }) => best > 0 && points === best);
  return page.definition.plan.sections
    .map(({ id, questions }): [string, string[]] => [
      sectionTitle(page, id),
      questions.map((question) => question.id).filter((question) => ids.includes(question)),
    ])
    .filter(([, here]) => here.length > 0);
}

export function sectionTitle({ root }: Page, id: string): string {
  return root.ownerDocument.getElementById(id)?.textContent?.trim() ?? "";
}

/** Ids of the questions that are asked and unanswered, in the form's order. */
export function unanswered(page: Page, standing: Standing): string[] {
  return asked(page, standing, (points) => points === undefined);
}

/** Ids of the questions said to be not applicable without a word why, in the form's order. */
export function withoutReason(page: Page, standing: Standing): string[] {
  const { flat } = standing;
  return asked(page, standing, (points, { id }) => points === null && !flat.has(`${id}.note`));
}

function asked(
  { questions }: Page,
  { answers }: Standing,
  fits: (points: number | null | undefined, question: PlanQuestion) => boolean,
): string[] {
  return [...questions.values()]
    .filter(({ root, plan }) => !root.hidden && fits(pointsOf(plan, answers), plan))
    .map(({ plan }) => plan.id);
}

/** What to do about a gap: the next step if some of it is there, else the first; may be empty. */
export function advice({ definition }: Page, { plan }: Question, { answers }: Standing): string {
  const { ifPartial, ifMissing } = definition;
  const some = pointsOf(plan, answers) ? ifPartial[plan.id] : "";
  return some || (ifMissing[plan.id] ?? "");
}

/** A question's number and title in one line of text. */
export function questionText({ words }: Page, { number, title }: Question): string {
  return words.say("question", { number, title });
}

/** The answer given, in brackets. */
export function answerNote({ words }: Page, question: Question): string {
  const answer = answerIn(question);
  return answer ? words.say("your-answer", { answer }) : words.say("not-answered");
}

export function questionOf({ questions }: Page, id: string): Question {
  return questions.get(id)!; // ids come from the plan, as the page's own questions do
}

/** A line of a list that leads to the question, with what else there is to say about it. */
export function questionItem(page: Page, id: string, ...more: (Node | string)[]): HTMLLIElement {
  return element("li", "", questionLink(page, id), ...more);
}

export function questionLink(page: Page, id: string): HTMLAnchorElement {
  const { number, title } = questionOf(page, id);
  const name = page.words.say("question", { number, title: "" });
  const made = element("a", "", name, element("span", "", title));
  made.href = `#${id}`;
  return made;
}
