import type { LeadPolicy } from './lead-policy.ts';
import type { FollowUpOutcome, IntentLevel, LeadChannel } from './lead-words.ts';

/** One line of the explanation; the points of all lines add up to the score. `values` are what its text names. */
export interface ScoreReason {
  code: string;
  points: number;
  values: Record<string, string | number>;
}

export interface LeadScore {
  /** 0–100: fit 0–50 and behaviour 0–50. */
  score: number;
  intentLevel: IntentLevel;
  reasons: ScoreReason[];
}

/** Something the family did, and when. */
export type Behaviour =
  | { kind: 'inquired'; at: Date; channel: LeadChannel }
  | { kind: 'followed up'; at: Date; outcome: FollowUpOutcome }
  | { kind: 'trial booked' | 'trial attended' | 'trial missed'; at: Date };

/** What the lead is. `childBirthDate` is a day, `YYYY-MM-DD`. */
export interface LeadFacts {
  channel: LeadChannel;
  phone?: string | null | undefined;
  childName?: string | null | undefined;
  childBirthDate?: string | null | undefined;
  need?: string | null | undefined;
}

const DAY_MS = 86_400_000;
const PART_LIMIT = 50;

/** Scores a lead by `policy` as of `now` (rules.md, "Lead score and intent"): rounded once, half up, and explained line by line. */
export function score(facts: LeadFacts, behaviours: readonly Behaviour[], policy: LeadPolicy, now: Date): LeadScore {
  const fit = withinLimits('FIT_LIMIT', fitReasons(facts, policy, now));
  const behaviour = withinLimits('BEHAVIOUR_LIMIT', behaviourReasons(behaviours, policy, now));
  const reasons = [...fit, ...behaviour];
  const total = sum(reasons);
  return { score: total, intentLevel: intentOf(total, policy), reasons };
}

/** HIGH, MEDIUM or LOW by the policy's thresholds. */
export function intentOf(total: number, { thresholds }: LeadPolicy): IntentLevel {
  if (total >= thresholds.high) return 'HIGH';
  return total >= thresholds.medium ? 'MEDIUM' : 'LOW';
}

function fitReasons(facts: LeadFacts, { fit }: LeadPolicy, now: Date): ScoreReason[] {
  const age = facts.childBirthDate ? ageInYears(facts.childBirthDate, now) : null;
  const suits = age !== null && age >= fit.childAge.from && age <= fit.childAge.to;
  const lines: ScoreReason[] = [
    { code: 'HAS_PHONE', points: facts.phone ? fit.phone : 0, values: {} },
    { code: 'CHILD_NAMED', points: facts.childName ? fit.childName : 0, values: {} },
    { code: 'CHILD_AGE', points: suits ? fit.childAge.points : 0, values: { age: age ?? 0 } },
    { code: 'NEED_STATED', points: facts.need ? fit.need : 0, values: {} },
    { code: 'CHANNEL', points: fit.channel[facts.channel] ?? 0, values: { channel: facts.channel } },
  ];
  return lines.filter(({ points }) => points !== 0);
}

/**
 * Behaviour decays continuously. Each line is the growth of the rounded running total, so that the lines add up to the
 * rounded sum: the remainder of the rounding falls to the last.
 */
function behaviourReasons(behaviours: readonly Behaviour[], policy: LeadPolicy, now: Date): ScoreReason[] {
  const { halvingDays } = policy.behaviour;
  let exact = 0;
  return [...behaviours]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map((behaviour) => {
      const days = Math.max(0, (now.getTime() - behaviour.at.getTime()) / DAY_MS);
      const before = halfUp(exact);
      exact += pointsOf(behaviour, policy) * 0.5 ** (days / halvingDays);
      return { ...described(behaviour), points: halfUp(exact) - before, days: Math.floor(days) };
    })
    .filter(({ points }) => points !== 0)
    .map(({ days, values, ...line }) => ({ ...line, values: { ...values, days } }));
}

function pointsOf(behaviour: Behaviour, { behaviour: table }: LeadPolicy): number {
  switch (behaviour.kind) {
    case 'inquired':
      return table.inquired[behaviour.channel] ?? 0;
    case 'followed up':
      return table.followUp[behaviour.outcome] ?? 0;
    case 'trial booked':
      return table.trialBooked;
    case 'trial attended':
      return table.trialAttended;
    case 'trial missed':
      return table.trialMissed;
  }
}

function described(behaviour: Behaviour): Pick<ScoreReason, 'code' | 'values'> {
  switch (behaviour.kind) {
    case 'inquired':
      return { code: 'INQUIRED', values: { channel: behaviour.channel } };
    case 'followed up':
      return { code: `FOLLOW_UP_${behaviour.outcome}`, values: {} };
    case 'trial booked':
      return { code: 'TRIAL_BOOKED', values: {} };
    case 'trial attended':
      return { code: 'TRIAL_ATTENDED', values: {} };
    case 'trial missed':
      return { code: 'TRIAL_MISSED', values: {} };
  }
}

function withinLimits(code: string, lines: ScoreReason[]): ScoreReason[] {
  const total = sum(lines);
  const held = Math.min(PART_LIMIT, Math.max(0, total));
  return held === total ? lines : [...lines, { code, points: held - total, values: { total, limit: PART_LIMIT } }];
}

const sum = (lines: readonly ScoreReason[]): number => lines.reduce((total, { points }) => total + points, 0);
const halfUp = (value: number): number => Math.floor(value + 0.5);

/** Completed years at `now`, by UTC days: a birthday's zone does not matter to a score. */
function ageInYears(birthDate: string, now: Date): number {
  const today = now.toISOString().slice(0, 10);
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
