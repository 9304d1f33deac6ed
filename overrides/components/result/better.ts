import type { Page, Standing } from "../form/page.ts";
import { percent } from "../score/percent.ts";
import type { PlanQuestion, Score } from "../score/score.ts";
import { questionOf } from "./lists.ts";

/** The score if these questions had their best answers and all else stayed as it is. */
export function mended(page: Page, { answers }: Standing, ids: readonly string[]): Score {
  const better = new Map(answers);
  for (const id of ids) better.set(id, bestOption(questionOf(page, id).plan));
  return page.score(better);
}

/** By how many tenths of a percent point the shown percentage changes. */
export function tenths(from: number | null, to: number | null): number {
  return shown(to) - shown(from);
}

function shown(bp: number | null): number {
  return Math.round(10 * Number(percent(bp ?? 0)));
}

function bestOption({ points, best }: PlanQuestion): string {
  return Object.keys(points).find((option) => points[option] === best)!;
}
