import type { Page, Standing } from "../form/page.ts";
import type { Score } from "../score/score.ts";
import { mended } from "./better.ts";

/** How many gaps the look ahead takes for mended. */
const FIRST = 3;

/** Why the level is lower than the total would give; empty if it is not. */
export function capReason(page: Page, { score }: Standing): string {
  if (!isCapped(score)) return "";
  const unmet = score.unmet.filter((id) => page.questions.get(id)?.points !== undefined).length;
  const open = score.unmet.length - unmet;
  const kinds = unmet && open ? "result-cap-both" : open ? "result-cap-open" : "result-cap-unmet";
  return page.words.say("result-cap", {
    why: page.words.say(kinds, { unmet, open }),
    level: levelTitle(page, score.level),
    uncapped: levelTitle(page, score.uncapped),
  });
}

/** What total and level become once the first gaps are mended; empty without gaps. */
export function lookAhead(page: Page, standing: Standing): string {
  const { words } = page;
  const { score } = standing;
  const first = score.gaps.slice(0, FIRST);
  if (first.length === 0) return "";
  const then = mended(page, standing, first);
  const isFinal = then.total.answered === then.total.asked;
  const level = levelTitle(page, then.level);
  const followUps = then.total.asked - score.total.asked;
  return sentence(
    words.say(score.gaps.length > FIRST ? "result-first" : "result-all", { count: first.length }),
    words.say(isFinal ? "result-then" : "result-then-so-far", {
      percent: words.share(then.total.bp),
    }),
    isCapped(then)
      ? words.say("result-then-capped", { level, count: then.unmet.length })
      : level && words.say("level", { level }),
    followUps > 0 && words.say("result-then-more", { count: followUps }),
  );
}

/** What there is of these, one after the other. */
export function sentence(...parts: readonly (string | false)[]): string {
  return parts.filter(Boolean).join(" ");
}

/** The title of a level; empty for none. */
export function levelTitle({ definition }: Page, level: string | null): string {
  return definition.levels[level ?? ""]?.title ?? "";
}

function isCapped({ level, uncapped }: Score): boolean {
  return level !== uncapped;
}
