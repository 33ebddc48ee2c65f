import { conflict, invalid } from '@campusgraph/errors';
import { DateTime } from 'luxon';
import { checkNumber } from './text.ts';
import { DEFAULT_WEIGHTS, type Period, type Weights, type Wish } from './timetabling/school/model.ts';

export const RUN_STATUSES = [
  'QUEUED',
  'RUNNING',
  'FINISHED',
  'INFEASIBLE',
  'CANCELLED',
  'FAILED',
  'APPLIED',
  'UNDONE',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

const NEXT: Record<RunStatus, readonly RunStatus[]> = {
  QUEUED: ['RUNNING', 'CANCELLED'],
  RUNNING: ['FINISHED', 'INFEASIBLE', 'CANCELLED', 'FAILED'],
  FINISHED: ['APPLIED'],
  INFEASIBLE: [],
  CANCELLED: [],
  FAILED: [],
  APPLIED: ['UNDONE'],
  UNDONE: [],
};

/** Throws TIMETABLE_RUN_STATUS where the one does not follow upon the other. */
export function checkRunMayBecome({ id, status }: { id: string; status: RunStatus }, next: RunStatus): void {
  if (NEXT[status].includes(next)) return;
  throw conflict(
    'TIMETABLE_RUN_STATUS',
    {
      en: `Timetable run ${id} is ${status} and cannot become ${next}.`,
      'zh-CN': `排课任务 ${id} 当前状态为 ${status},不能变为 ${next}。`,
    },
    { timetableRunId: id, status, next },
  );
}

/** Half a year. */
const MAX_DAYS = 184;
const MAX_WEIGHT = 10_000;
export const DEFAULT_SECONDS = 30;
export const MAX_SECONDS = 600;

/** Throws INVALID_TIMETABLE_PERIOD for one that has begun, ends before it begins, or is longer than 184 days. */
export function checkRunPeriod({ from, to }: Period, today: string): Period {
  const days = DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days + 1;
  const ahead = DateTime.fromISO(from).diff(DateTime.fromISO(today), 'days').days;
  if (days >= 1 && days <= MAX_DAYS && ahead >= 0 && ahead <= MAX_DAYS) return { from, to };
  throw invalid(
    'INVALID_TIMETABLE_PERIOD',
    {
      en: `A timetable is made for 1 to ${MAX_DAYS} days that begin today (${today}) or within ${MAX_DAYS} days; from ${from} to ${to} is not.`,
      'zh-CN': `排课周期须为 1 到 ${MAX_DAYS} 天,且从今天(${today})起 ${MAX_DAYS} 天内开始;收到 from ${from}、to ${to}。`,
    },
    { from, to, today },
  );
}

/** What was given, in place of the usual weights. Throws INVALID_NUMBER unless each is 0 to 10000. */
export function weightsOf(given: { [Each in Wish]?: number | null | undefined } = {}): Weights {
  const weights = { ...DEFAULT_WEIGHTS };
  for (const wish of Object.keys(DEFAULT_WEIGHTS) as Wish[])
    weights[wish] = checkNumber(wish, given[wish] ?? weights[wish], [0, MAX_WEIGHT]);
  return weights;
}
