import type { Page, Standing } from "../form/page.ts";
import { shareOf } from "../form/section.ts";
import { gainText } from "./gaps.ts";
import {
  advice,
  answerNote,
  questionOf,
  questionText,
  sectionTitle,
  strengths,
  withoutReason,
} from "./lists.ts";
import { capReason, levelTitle, lookAhead, sentence } from "./sentences.ts";
import { organisation } from "./who.ts";

/** The result as plain text, ready for an e-mail or a chat. */
export function resultText(page: Page, standing: Standing, today: Date): string {
  const { definition, words } = page;
  const { gaps } = standing.score;
  const unexplained = withoutReason(page, standing);
  const blocks = [
    [
      `${definition.title} ${definition.edition}`,
      ...organisation(page).map(([title, value]) => `${title}: ${value}`),
      `${words.say("date")}: ${words.date(today)}`,
    ],
    verdictLines(page, standing),
    [words.say("sections"), ...sectionLines(page, standing)],
    listed(words.say("gaps"), gaps.map((id) => gapLine(page, id, standing))),
    [lookAhead(page, standing)],
    listed(words.say("result-reasons", { count: unexplained.length }), titles(page, unexplained)),
    ...strengths(page, standing).map(([title, ids]) =>
      listed(`${words.say("strengths")} · ${title}`, titles(page, ids)),
    ),
  ];
  return blocks
    .map((lines) => lines.filter(Boolean).join("\n"))
    .filter(Boolean)
    .join("\n\n");
}

function verdictLines(page: Page, standing: Standing): string[] {
  const { definition, words } = page;
  const { total, level } = standing.score;
  const open = total.asked - total.answered;
  const title = levelTitle(page, level);
  const label = words.say(open > 0 ? "result-level-so-far" : "result-level");
  return [
    sentence(words.total(total), title && `${label} ${title}`),
    open > 0 ? words.say("open", { count: open }) : (definition.levels[level ?? ""]?.meaning ?? ""),
    capReason(page, standing),
  ];
}

function sectionLines(page: Page, { score }: Standing): string[] {
  const { words } = page;
  return score.sections
    .filter(({ asked }) => asked > 0)
    .map((tally) => {
      const { answered, asked } = tally;
      const percent = shareOf(words, tally);
      return `- ${sectionTitle(page, tally.id)}: ${words.say("section", { percent, answered, asked })}`;
    });
}

function gapLine(page: Page, id: string, standing: Standing): string {
  const question = questionOf(page, id);
  const head = sentence(
    questionText(page, question),
    question.plan.must && `[${page.words.say("must")}]`,
    answerNote(page, question),
    gainText(page, id, standing),
  );
  const todo = advice(page, question, standing);
  return todo ? `${head}\n  ${todo}` : head;
}

function titles(page: Page, ids: readonly string[]): string[] {
  return ids.map((id) => questionText(page, questionOf(page, id)));
}

function listed(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `- ${line}`)];
}
