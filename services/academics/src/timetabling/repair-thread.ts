import { parentPort, workerData } from 'node:worker_threads';
import { DomainError } from '@campusgraph/errors';
import { STRATEGIES, searchPlans, withinBranch } from '../domain/timetabling/repair/index.ts';
import type { RepairJob, RepairMessage } from './repair-in-thread.ts';

const { situation, disruption, ms } = workerData as RepairJob;
const tell = (message: RepairMessage) => parentPort?.postMessage(message);
const began = performance.now();
const strategies = STRATEGIES.map(withinBranch);
let found = 0;
/** Each plan may use as much of the time as those before it have left of their shares. */
const goesOn = () => performance.now() - began < (ms * (found + 1)) / strategies.length;

try {
  for (const plan of searchPlans(situation, disruption, { seed: 1, strategies, goesOn })) {
    tell({ kind: 'plan', plan: { ...plan, strategy: plan.strategy.code } });
    found += 1;
  }
  tell({ kind: 'end' });
} catch (error) {
  // What a rule refuses goes to whoever asked; a thrown error would lose its code on the way.
  if (!(error instanceof DomainError)) throw error;
  const { kind, code, messages, details } = error;
  tell({ kind: 'refused', refusal: { kind, code, messages, details } });
}
