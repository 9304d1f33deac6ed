import { isAsked, pointsOf } from "../score/score.ts";
import { element } from "../form/dom.ts";
import type { Page, Standing } from "../form/page.ts";
import type { Question } from "../form/question.ts";

/** Ids of the questions whose answer brings all the points there are, in the form's order. */
export function strengths({ definition }: Page, { answers }: Standing): string[] {
  return definition.plan.sections
    .flatMap((section) => section.questions)
    .filter((question) => isAsked(question, answers))
    .filter((question) => question.best > 0 && pointsOf(question, answers) === question.best)
    .map((question) => question.id);
}

/** Ids of the questions that are asked and unanswered, in the form's order. */
export function unanswered({ definition }: Page, { answers }: Standing): string[] {
  return definition.plan.sections
    .flatMap((section) => section.questions)
    .filter((question) => isAsked(question, answers) && pointsOf(question, answers) === undefined)
    .map((question) => question.id);
}

/** A question's number, title and answer in one line of text. */
export function questionText({ words }: Page, question: Question): string {
  return words.say("question", { number: question.number, title: question.title });
}

export function gapItem(page: Page, id: string): HTMLLIElement {
  const question = questionOf(page, id);
  const head = element("p", "form__gap", link(page, question));
  if (question.plan.must) head.append(" ", mustMark(page));
  head.append(" ", element("span", "form__soft", answerNote(page, question)));
  const item = element("li", "", head);
  const advice = page.definition.ifMissing[id];
  if (advice) item.append(element("p", "", advice));
  const guidance = question.guidanceLink();
  if (guidance) item.append(guidance);
  return item;
}

export function unmetItem(page: Page, id: string): HTMLLIElement {
  const question = questionOf(page, id);
  const note = element("span", "form__soft", answerNote(page, question));
  return element("li", "", link(page, question), " ", note);
}

export function strengthItem(page: Page, id: string): HTMLLIElement {
  return element("li", "", questionText(page, questionOf(page, id)));
}

export function questionOf(page: Page, id: string): Question {
  const question = page.questions.get(id);
  if (!question) throw new Error(`the page has no question "${id}"`);
  return question;
}

/** The answer given, in brackets. */
export function answerNote({ words }: Page, question: Question): string {
  const answer = question.answer;
  return answer ? words.say("your-answer", { answer }) : words.say("not-answered");
}

function link(page: Page, question: Question): HTMLAnchorElement {
  const made = element("a", "", questionText(page, question));
  made.href = `#${question.plan.id}`;
  return made;
}

function mustMark({ words }: Page): HTMLSpanElement {
  return element("span", "form__must", words.say("must"));
}
