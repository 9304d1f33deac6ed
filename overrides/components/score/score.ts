/** A form's plan and answers in, a score out; pure, integers only, the same as scoring.py. */

export type Condition =
  | readonly ["eq", string, string]
  | readonly ["in", string, readonly string[]]
  | readonly ["answered", string]
  | readonly ["not", Condition]
  | readonly ["all" | "any", readonly Condition[]];

export interface PlanQuestion {
  readonly id: string;
  readonly weight: number;
  /** Most points an answer can bring. */
  readonly best: number;
  readonly must: boolean;
  /** When the question is asked; null: always. */
  readonly when: Condition | null;
  /** By option id; null: not applicable, leaves both sums. */
  readonly points: Readonly<Record<string, number | null>>;
}

/** Something asked that brings no points. */
export interface PlanField {
  readonly id: string;
  readonly kind: string;
  readonly when: Condition | null;
  readonly required: boolean;
  /** Ids of the answers to choose from. */
  readonly options?: readonly string[];
  /** Of a table. */
  readonly columns?: readonly PlanColumn[];
}

export interface PlanColumn {
  readonly id: string;
  readonly kind: string;
  readonly required: boolean;
  readonly options?: readonly string[];
}

export interface PlanSection {
  readonly id: string;
  readonly weight: number;
  readonly questions: readonly PlanQuestion[];
}

export interface Plan {
  readonly form: string;
  readonly version: number;
  /** In the order of the page. */
  readonly fields: readonly PlanField[];
  readonly sections: readonly PlanSection[];
  /** From this many basis points, the level of this id; in ascending order. */
  readonly levels: readonly (readonly [number, string])[];
  /** Highest level while a must-have is unmet. */
  readonly cap: string | null;
}

export type Cell = string | number;
/** Cells by id of the column. */
export type Row = Readonly<Record<string, Cell>>;
export type Value = Cell | readonly string[] | readonly Row[];

/** Value by field or question id; a question without an entry is unanswered. */
export type Answers = ReadonlyMap<string, Value>;

/** Sums of one section, or of all. */
export interface Tally {
  readonly id: string;
  /** Weighted points; for the total, basis points times section weights. */
  readonly got: number;
  readonly max: number;
  /** Share of the maximum in basis points (100 = 1 %), half up; null: nothing applicable. */
  readonly bp: number | null;
  readonly answered: number;
  readonly asked: number;
}

export interface Score {
  readonly sections: readonly Tally[];
  readonly total: Tally;
  /** Id of the level reached, cap included; null while there is no score. */
  readonly level: string | null;
  /** Id of the level that the total alone would give. */
  readonly uncapped: string | null;
  /** Must-haves that are asked and not fully met, unanswered ones included. */
  readonly unmet: readonly string[];
  /** Answered questions with points to gain, must-haves first, then by what they would add. */
  readonly gaps: readonly string[];
}

interface Gain {
  readonly id: string;
  readonly must: boolean;
  readonly points: number;
}

/** Whether the answers so far meet the condition. */
export function holds(condition: Condition, answers: Answers): boolean {
  switch (condition[0]) {
    case "all":
      return condition[1].every((part) => holds(part, answers));
    case "any":
      return condition[1].some((part) => holds(part, answers));
    case "not":
      return !holds(condition[1], answers);
    case "answered": {
      const answer = answers.get(condition[1]);
      return Array.isArray(answer) ? answer.length > 0 : answer !== undefined && answer !== "";
    }
    case "in":
      return condition[2].some((wanted) => isGiven(wanted, answers.get(condition[1])));
    case "eq":
      return isGiven(condition[2], answers.get(condition[1]));
  }
}

/** Whether the option was chosen, alone or among several. */
function isGiven(option: string, answer: Value | undefined): boolean {
  return Array.isArray(answer) ? answer.includes(option) : answer === option;
}

/** Whether the question is asked of who answered so. */
export function isAsked(question: PlanQuestion, answers: Answers): boolean {
  return question.when === null || holds(question.when, answers);
}

/** Points of the answer; null: not applicable; undefined: unanswered. */
export function pointsOf(question: PlanQuestion, answers: Answers): number | null | undefined {
  const answer = answers.get(question.id);
  // hasOwn, because an id such as "constructor" is a property of every object
  const known = typeof answer === "string" && Object.hasOwn(question.points, answer);
  return known ? question.points[answer] : undefined;
}

/** The score of the answers; an unanswered question counts its maximum and brings nothing. */
export function score(plan: Plan, answers: Answers): Score {
  const unmet: string[] = [];
  const gains: Gain[] = [];
  const sections = plan.sections.map((section) => {
    let got = 0, max = 0, answered = 0, asked = 0;
    const open: Gain[] = [];
    for (const question of section.questions) {
      if (!isAsked(question, answers)) continue;
      asked += 1;
      const points = pointsOf(question, answers);
      if (points !== undefined) answered += 1;
      if (points === null) continue;
      const { id, must, weight, best } = question;
      const missing = (best - (points ?? 0)) * weight;
      got += (points ?? 0) * weight;
      max += best * weight;
      if (must && missing) unmet.push(id);
      if (points !== undefined && missing) open.push({ id, must, points: missing });
    }
    for (const gain of open) {
      // in units that compare across sections
      gains.push({ ...gain, points: Math.floor((gain.points * section.weight * 10000) / max) });
    }
    return { id: section.id, got, max, bp: basisPoints(got, max), answered, asked };
  });
  const total = sumOf(plan, sections);
  const uncapped = levelAt(plan, total.bp);
  gains.sort((a, b) => Number(b.must) - Number(a.must) || b.points - a.points);
  return {
    sections,
    total,
    level: unmet.length ? capped(plan, uncapped) : uncapped,
    uncapped,
    unmet,
    gaps: gains.map((gain) => gain.id),
  };
}

function basisPoints(got: number, max: number): number | null {
  return max === 0 ? null : Math.floor((got * 20000 + max) / (2 * max));
}

function sumOf(plan: Plan, sections: readonly Tally[]): Tally {
  let got = 0, max = 0, answered = 0, asked = 0;
  plan.sections.forEach(({ weight }, index) => {
    const tally = sections[index]!;
    answered += tally.answered;
    asked += tally.asked;
    if (tally.bp === null) return;
    got += weight * tally.bp;
    max += weight * 10000;
  });
  return { id: "", got, max, bp: basisPoints(got, max), answered, asked };
}

function levelAt(plan: Plan, bp: number | null): string | null {
  if (bp === null) return null;
  const reached = plan.levels.filter(([start]) => bp >= start);
  return reached.at(-1)?.[1] ?? null;
}

function capped(plan: Plan, level: string | null): string | null {
  if (level === null || plan.cap === null) return level;
  const order = plan.levels.map(([, id]) => id);
  return order[Math.min(order.indexOf(level), order.indexOf(plan.cap))] ?? null;
}
