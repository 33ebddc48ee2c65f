import { Worker } from 'node:worker_threads';
import type { Finding } from '../domain/timetabling/explain/index.ts';
import type { LostInTerm } from '../domain/timetabling/make-up/index.ts';
import type { School, WeeklyTimetable, WishCosts } from '../domain/timetabling/school/index.ts';

export interface SearchJob {
  school: School;
  seed: number;
  secondsBudget: number;
  /** Else what the term's dates take away is only told. */
  makeUpLost: boolean;
  /** Nothing is made up earlier. */
  notBefore: Date;
}

export interface SearchProgress {
  bestCost: number;
  unplacedCount: number;
}

export interface FoundTimetable {
  timetable: WeeklyTimetable;
  costs: WishCosts;
  findings: readonly Finding[];
  lost: readonly LostInTerm[];
}

export type SearchMessage = ({ kind: 'progress' } & SearchProgress) | ({ kind: 'found' } & FoundTimetable);

export interface RunningSearch {
  /** Rejects when the thread dies. Null: it was stopped. */
  found: Promise<FoundTimetable | null>;
  stop(): Promise<void>;
}

/** Searches beside the event loop, which goes on answering requests. */
export function searchInThread(job: SearchJob, onProgress: (progress: SearchProgress) => void): RunningSearch {
  const thread = new Worker(new URL('./search-thread.ts', import.meta.url), { workerData: job });
  const found = new Promise<FoundTimetable | null>((resolve, reject) => {
    thread.on('message', (message: SearchMessage) =>
      message.kind === 'found' ? resolve(message) : onProgress(message),
    );
    thread.on('error', reject);
    // After `found` this changes nothing any more.
    thread.on('exit', () => resolve(null));
  });
  return {
    found,
    async stop() {
      await thread.terminate();
    },
  };
}
