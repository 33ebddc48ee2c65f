import { conflict, invalid } from '@campusgraph/errors';
import { onScale } from './score-scale.ts';

/** At which point of a customer's life we call: in the first week, half-way, at the end, or for a special reason. */
export const CALLBACK_STAGES = ['FIRST_WEEK', 'MID_TERM', 'END_OF_COURSE', 'SPECIAL'] as const;
export type CallbackStage = (typeof CALLBACK_STAGES)[number];

/** What became of the call. A PROBLEM needs somebody's action; UNREACHABLE means that nobody answered. */
export const CALLBACK_OUTCOMES = ['SATISFIED', 'CONCERN', 'PROBLEM', 'UNREACHABLE'] as const;
export type CallbackOutcome = (typeof CALLBACK_OUTCOMES)[number];

export const CALLBACK_STATUSES = ['OPEN', 'COMPLETED', 'WITHDRAWN'] as const;
export type CallbackStatus = (typeof CALLBACK_STATUSES)[number];

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 730;

/** How many days after its cause a call is due at the latest: 1–730, whole. Throws INVALID_CALLBACK_DAYS. */
export function callbackDays(days: number): number {
  if (Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS) return days;
  throw invalid(
    'INVALID_CALLBACK_DAYS',
    {
      en: `A callback is due 1 to ${LONGEST_DAYS} whole days after its cause, not ${days}.`,
      'zh-CN': `回访期限须为 1 到 ${LONGEST_DAYS} 的整数天,收到 ${days}。`,
    },
    { dueWithinDays: days },
  );
}

/** When the call is due at the latest. */
export const callbackDueAt = (cause: Date, dueWithinDays: number): Date =>
  new Date(cause.getTime() + dueWithinDays * DAY_MS);

/** How far a call has come. */
export interface CallState {
  id: string;
  status: CallbackStatus;
  outcome?: CallbackOutcome | null | undefined;
  completedAt?: Date | null | undefined;
}

/** What ends a callback. `nps` is null where it was not asked. */
export interface CallbackResult {
  outcome: CallbackOutcome;
  nps: number | null;
}

/**
 * Whether a task may be closed with this result. Throws CALLBACK_ALREADY_COMPLETED, CALLBACK_WITHDRAWN, NPS_WITHOUT_CONVERSATION for a score
 * of somebody who was not reached, SCORE_OUT_OF_SCALE.
 */
export function complete(task: CallState, result: CallbackResult): CallbackResult {
  refuseClosed(task);
  if (result.nps === null) return result;
  if (result.outcome === 'UNREACHABLE') {
    throw invalid(
      'NPS_WITHOUT_CONVERSATION',
      {
        en: `Nobody was reached, so there can be no NPS of ${result.nps}. Leave it out, or choose another outcome.`,
        'zh-CN': `未联系到客户,不应有 NPS 评分 ${result.nps};请去掉评分或更改结果。`,
      },
      { nps: result.nps },
    );
  }
  return { outcome: result.outcome, nps: onScale('NPS', result.nps) };
}

/**
 * Throws CALLBACK_ALREADY_COMPLETED where the call has been made, and CALLBACK_WITHDRAWN where there is nothing left to call
 * about: it can neither be made nor handed on.
 */
export function refuseClosed(task: CallState): void {
  if (task.status === 'OPEN') return;
  if (task.status === 'WITHDRAWN') {
    throw conflict(
      'CALLBACK_WITHDRAWN',
      {
        en: 'This callback was withdrawn, because its contract was refunded. Nobody is to be called.',
        'zh-CN': '该合同已退费,回访已撤销,无需再联系客户。',
      },
      { callbackTaskId: task.id },
    );
  }
  const at = task.completedAt?.toISOString();
  throw conflict(
    'CALLBACK_ALREADY_COMPLETED',
    {
      en: `This callback was completed at ${at} with ${task.outcome}. Look at its outcome instead.`,
      'zh-CN': `该回访已于 ${at} 完成(结果:${task.outcome}),请查看已有结果。`,
    },
    { callbackTaskId: task.id, outcome: task.outcome, completedAt: at },
  );
}
