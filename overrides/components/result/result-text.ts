import { answerNote, questionOf, questionText, strengths } from "./lists.ts";
import type { Page, Standing } from "../form/page.ts";
import { organisation } from "./result.ts";
import { longDate } from "../form/words.ts";

/** The result as plain text, ready for an e-mail or a chat. */
export function resultText(page: Page, standing: Standing, today: Date): string {
  const { definition, words } = page;
  const { score } = standing;
  const level = score.level === null ? undefined : definition.levels[score.level];
  const open = score.total.asked - score.total.answered;
  const blocks = [
    [
      `${definition.title} ${definition.edition}`,
      ...organisation(page).map(([title, value]) => `${title}: ${value}`),
      `${words.say("date")}: ${longDate(today)}`,
    ],
    [
      [words.total(score.total), level && words.say("level", { level: level.title })].join(" "),
      ...(open > 0 ? [words.say("open", { count: open })] : []),
      ...(level ? [level.meaning] : []),
    ],
    [words.say("sections"), ...sectionLines(page, standing)],
    listed(words.say("gaps"), score.gaps.map((id) => gapLine(page, id))),
    listed(words.say("strengths"), strengths(page, standing).map((id) => title(page, id))),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function sectionLines({ root, words }: Page, { score }: Standing): string[] {
  return score.sections
    .filter(({ asked }) => asked > 0)
    .map(({ id, bp, answered, asked }) => {
      const heading = root.ownerDocument.getElementById(id)?.textContent?.trim();
      return `- ${heading}: ${words.say("section", { percent: words.share(bp), answered, asked })}`;
    });
}

function gapLine(page: Page, id: string): string {
  const question = questionOf(page, id);
  const must = question.plan.must ? ` [${page.words.say("must")}]` : "";
  const advice = page.definition.ifMissing[id];
  const head = `${questionText(page, question)}${must} ${answerNote(page, question)}`;
  return advice ? `${head}\n  ${advice}` : head;
}

function title(page: Page, id: string): string {
  return questionText(page, questionOf(page, id));
}

function listed(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading, ...lines.map((line) => `- ${line}`)];
}
