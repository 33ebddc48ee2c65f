import { Worker } from 'node:worker_threads';
import { conflict, DomainError } from '@campusgraph/errors';
import { createLimiter, NoPlaceError } from '@campusgraph/graphql';
import { type Disruption, ranked, type Situation } from '../domain/timetabling/repair/index.ts';
import type { FoundPlan } from '../persistence/queries/repair/plan-view.ts';

export interface RepairJob {
  situation: Situation;
  disruption: Disruption;
  /** How long plans are bettered. */
  ms: number;
}

export type RepairMessage =
  | { kind: 'plan'; plan: FoundPlan }
  | { kind: 'end' }
  | { kind: 'refused'; refusal: Pick<DomainError, 'kind' | 'code' | 'messages' | 'details'> };

/** Plans are good long before; a clerk does not wait longer. */
const LONGEST_MS = 4_000;
/** Of a request's time, what its answer still needs. */
const ANSWER_MS = 1_500;
/** Searches of one process at the same time: each has a processor for itself. */
const AT_ONCE = 2;
const limiter = createLimiter({ inFlight: AT_ONCE, waiting: 10, patienceMs: 3_000 });

/**
 * Plans beside the event loop, which goes on answering: all of them, or those found when the time of the request is nearly over. `leftMs`:
 * until nobody waits any more; undefined: somebody always does. Throws REPAIR_BUSY, REPAIR_TOO_LONG and as `repairPlans`.
 */
export async function repairInThread(
  question: Omit<RepairJob, 'ms'>,
  leftMs: () => number | undefined,
): Promise<FoundPlan[]> {
  try {
    return await limiter.run(async () => {
      const left = (leftMs() ?? Number.POSITIVE_INFINITY) - ANSWER_MS;
      return search({ ...question, ms: Math.min(LONGEST_MS, Math.max(left / 2, 0)) }, left);
    });
  } catch (error) {
    throw error instanceof NoPlaceError ? busy() : error;
  }
}

/** `patienceMs` may be infinite. */
async function search(job: RepairJob, patienceMs: number): Promise<FoundPlan[]> {
  if (patienceMs <= 0) throw tooLong();
  const plans: FoundPlan[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const thread = new Worker(new URL('./repair-thread.ts', import.meta.url), { workerData: job });
  const stop = () => (plans.length > 0 ? resolve() : reject(tooLong()));
  const timer = Number.isFinite(patienceMs) ? setTimeout(stop, patienceMs) : undefined;
  thread.on('message', (message: RepairMessage) => {
    if (message.kind === 'plan') plans.push(message.plan);
    if (message.kind === 'end') resolve();
    if (message.kind === 'refused') reject(refusalOf(message.refusal));
  });
  thread.on('error', reject);
  try {
    await promise;
    return ranked(plans);
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

const refusalOf = ({ kind, code, messages, details }: Pick<DomainError, 'kind' | 'code' | 'messages' | 'details'>) =>
  new DomainError(kind, code, messages, details);

const busy = () =>
  conflict('REPAIR_BUSY', {
    en: 'Other plans are being made at the moment. Try again in a few seconds.',
    'zh-CN': '正在为其他情况制定方案,请稍后重试。',
  });

const tooLong = () =>
  conflict('REPAIR_TOO_LONG', {
    en: 'No plan was found in time. Ask for a shorter time, or for fewer days ahead (lookAheadDays).',
    'zh-CN': '未能及时找到方案,请缩短时间范围或减少 lookAheadDays。',
  });
