import type { ChargeKey, DeductionPolicy } from './policy.ts';
import { portion } from './rounding.ts';

export type AttendanceStatus = Exclude<ChargeKey, 'LEAVE_IN_TIME' | 'LEAVE_LATE'> | 'LEAVE';

export interface AttendanceFact {
  status: AttendanceStatus;
  /** What one lesson of the course takes from an account. */
  lessonHundredths: number;
  lessonStartsAt: Date;
  leaveRequestedAt: Date | null;
  /** For MAKE_UP: the lesson that is made up for was charged, so this one is not. */
  missedLessonCharged?: boolean;
}

const HOUR_MS = 3_600_000;

/** Which line of the policy applies: leave is in time up to and including the cut-off. */
export function chargeKey(
  { status, lessonStartsAt, leaveRequestedAt }: AttendanceFact,
  policy: DeductionPolicy,
): ChargeKey {
  if (status !== 'LEAVE') return status;
  const cutOff = lessonStartsAt.getTime() - policy.leaveCutOffHours * HOUR_MS;
  return leaveRequestedAt !== null && leaveRequestedAt.getTime() <= cutOff ? 'LEAVE_IN_TIME' : 'LEAVE_LATE';
}

/** What attendance takes from the account, in hundredths of lessons (rules.md, "Deduction of lesson hours"). */
export function dueHundredths(fact: AttendanceFact, policy: DeductionPolicy): number {
  if (fact.status === 'MAKE_UP' && fact.missedLessonCharged) return 0;
  return portion(fact.lessonHundredths, policy.charges[chargeKey(fact, policy)], 100);
}

/** Lessons of one contract in an account: those paid for, or those given. */
export interface LotBalance {
  lotId: string;
  kind: 'PAID' | 'GIFT';
  remainingHundredths: number;
  /** When the contract was activated: the oldest is used first. */
  activatedAt: Date;
}

export interface Allocation<Lot> {
  parts: { lot: Lot; hundredths: number }[];
  /** What no lot covers. */
  uncoveredHundredths: number;
}

/** Takes `hundredths` from lots: by kind as the policy orders, then the oldest contract. Changes nothing. */
export function allocate<Lot extends LotBalance>(
  hundredths: number,
  lots: readonly Lot[],
  order: DeductionPolicy['order'],
): Allocation<Lot> {
  const first = order === 'PAID_FIRST' ? 'PAID' : 'GIFT';
  const sorted = [...lots].sort(
    (a, b) =>
      Number(b.kind === first) - Number(a.kind === first) ||
      a.activatedAt.getTime() - b.activatedAt.getTime() ||
      (a.lotId < b.lotId ? -1 : 1),
  );
  const parts: { lot: Lot; hundredths: number }[] = [];
  let open = hundredths;
  for (const lot of sorted) {
    const taken = Math.min(open, lot.remainingHundredths);
    if (taken > 0) parts.push({ lot, hundredths: taken });
    open -= taken;
  }
  return { parts, uncoveredHundredths: open };
}

/** May an account that is `arrears` below zero go down by `more`? (rules.md: arrears up to a limit, then refused) */
export const isWithinArrears = (arrears: number, more: number, policy: DeductionPolicy): boolean =>
  more === 0 || arrears + more <= policy.arrearsLimitHundredths;
