import { parentPort, workerData } from 'node:worker_threads';
import { explain } from '../domain/timetabling/explain/index.ts';
import { lostInTerm, makeUpLost } from '../domain/timetabling/make-up/index.ts';
import { makeTimetable } from '../domain/timetabling/school/index.ts';
import type { SearchJob, SearchMessage } from './search-in-thread.ts';

/** Of the budget of the search, for telling why something found no place. */
const EXPLAINING = 0.5;

const { school, seed, secondsBudget, makeUpLost: makesUp, notBefore } = workerData as SearchJob;
const clock = () => performance.now();
const tell = (message: SearchMessage) => parentPort?.postMessage(message);
const ms = secondsBudget * 1000;

const { costs, placements, unplaced } = makeTimetable(school, {
  seed,
  budget: { ms, clock },
  onProgress: ({ bestCost, unplaced: unplacedCount }) => tell({ kind: 'progress', bestCost, unplacedCount }),
});
const explainUntil = clock() + ms * EXPLAINING;
const findings = unplaced.length > 0 ? explain(school, unplaced, { seed, goesOn: () => clock() < explainUntil }) : [];
const timetable = { placements, unplaced };
const lost = makesUp ? makeUpLost(school, timetable, { seed, notBefore }) : lostInTerm(school, timetable);
tell({ kind: 'found', timetable, costs, findings, lost });
