/**
 * Timetables over real processes: two of academics, which search and apply, behind the gateway, and die meanwhile.
 */
import { waitFor } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Deployment, deploy } from './deployment.ts';
import { type Foundations, layFoundations } from './foundations.ts';
import { kill } from './kills.ts';
import { LESSONS, openTimetableSchool, type RunSeen, type TimetableSchool } from './timetable-school.ts';

/** A guard against hanging for ever, not a measure of speed. */
const GUARD_MS = 600_000;

let foundations: Foundations;
let deployment: Deployment;
let school: TimetableSchool;

beforeAll(async () => {
  foundations = await layFoundations();
  deployment = await deploy(foundations, { running: ['organization', 'academics'], replicated: ['academics'] });
  school = await openTimetableSchool(deployment);
}, GUARD_MS);
afterAll(async () => {
  await deployment?.stop();
  await foundations?.stop();
}, GUARD_MS);

/** Whatever the gateway answers while a process is away, until it answers what is waited for. */
const seen = (id: string, what: string, is: (run: RunSeen) => boolean) =>
  waitFor(
    async () => {
      const run = await school.see(id).catch(() => null);
      return run && is(run) ? run : null;
    },
    { what, timeoutMs: GUARD_MS },
  );
const isUnderWay = ({ status, bestCost, secondsSpent }: RunSeen) =>
  status === 'RUNNING' && bestCost !== null && secondsSpent >= 1;
const isOver = ({ status }: RunSeen) => status === 'FINISHED';

interface RunRow {
  attempts: number;
  status: string;
  /** May anybody take it? */
  isFree: boolean;
}
const rowOf = async (id: string): Promise<RunRow> => {
  const [row] = await deployment.query<RunRow>(
    'academics',
    `select attempts, status, lease_until <= now() as "isFree" from timetable_run where id = '${id}'`,
  );
  return row as RunRow;
};
const killAll = (signal: 'SIGTERM' | 'SIGKILL') =>
  Promise.all(deployment.all('academics').map((one) => kill(one, signal)));

test(
  'whoever watches a search sees over the gateway how far it is, and it goes on getting better until its time is over',
  async () => {
    const id = await school.start(6);
    const first = await seen(id, 'the search to tell how far it is', isUnderWay);
    expect(first.unplacedCount).toBeGreaterThanOrEqual(0);
    const later = await seen(id, 'a later word of it', (run) => run.secondsSpent > first.secondsSpent);
    expect(later.bestCost).toBeLessThanOrEqual(first.bestCost as number);
    expect(await seen(id, 'the search to end', isOver)).toMatchObject({ unplacedCount: 0, lessonCount: LESSONS / 12 });
    expect(await rowOf(id)).toMatchObject({ attempts: 1 });
  },
  GUARD_MS,
);

test(
  'two processes share the runs that are waiting, and search none of them twice',
  async () => {
    const ids: string[] = [];
    for (let seed = 1; seed <= 6; seed += 1) ids.push(await school.start(1, seed));
    for (const id of ids) await seen(id, 'the search to end', isOver);
    expect(await Promise.all(ids.map(async (id) => (await rowOf(id)).attempts))).toEqual(ids.map(() => 1));
  },
  GUARD_MS,
);

test(
  'a process that is asked to end in the middle of a search leaves it to the next one at once',
  async () => {
    const id = await school.start(5);
    await seen(id, 'the search to be under way', isUnderWay);
    await killAll('SIGTERM');
    const { attempts, isFree } = await rowOf(id);
    expect(isFree || attempts === 2).toBe(true);
    expect(await seen(id, 'the search to end', isOver)).toMatchObject({ unplacedCount: 0 });
    expect(await rowOf(id)).toMatchObject({ attempts: 2 });
  },
  GUARD_MS,
);

test(
  'a process that is killed in the middle of a search leaves it to the next one, when its lease is over',
  async () => {
    const id = await school.start(5);
    await seen(id, 'the search to be under way', isUnderWay);
    await killAll('SIGKILL');
    expect(await seen(id, 'the search to end', isOver)).toMatchObject({ unplacedCount: 0 });
    expect(await rowOf(id)).toMatchObject({ attempts: 2 });
  },
  GUARD_MS,
);

const APPLY = `mutation ($input: ApplyTimetableRunInput!) { applyTimetableRun(input: $input) { lessonCount } }`;
const COUNTS = (id: string) => `select
  (select count(*)::int from scheduled_lesson where timetable_run_id = '${id}') as lessons,
  (select count(*)::int from resource_booking) as bookings,
  (select count(*)::int from events.log where type = 'academics.lesson.scheduled.v1') as told,
  (select count(*)::int from events.log where type = 'academics.timetable-run.applied.v1') as applied`;
interface Counts {
  lessons: number;
  bookings: number;
  told: number;
  applied: number;
}
const NOTHING = { lessons: 0, bookings: 0, told: 0, applied: 0 };
const EVERYTHING = { lessons: LESSONS, bookings: LESSONS * 2, told: LESSONS, applied: 1 };

/** Is a connection in the middle of a transaction that has come to such a statement? */
const isAt = async (statement: string): Promise<boolean> => {
  const found = await deployment.query(
    'academics',
    `select 1 from pg_stat_activity where datname = 'academics' and pid <> pg_backend_pid()
       and state in ('active', 'idle in transaction') and xact_start is not null and query ilike '${statement}%'`,
  );
  return found.length > 0;
};

test.each([
  ['its lessons are written', 'insert into "scheduled_lesson"'],
  ['its rooms and teachers are booked', 'insert into resource_booking'],
  ['its facts are recorded', 'with event as'],
])(
  'a process that is killed when a timetable is being applied and %s leaves all of its lessons or none, and nothing is told of none',
  async (what, statement) => {
    const id = await school.start(1);
    await seen(id, 'the search to end', isOver);
    const before = await countsOf(id);
    const answer = school.ask(APPLY, { input: { timetableRunId: id } }).then(
      () => 'applied',
      () => 'lost',
    );
    let isAnswered = false;
    void answer.then(() => {
      isAnswered = true;
    });
    await waitFor(async () => isAnswered || (await isAt(statement)), { what: statement, timeoutMs: GUARD_MS });
    await kill(deployment.serving('academics'));
    const outcome = await answer;
    // Postgres rolls back what nobody goes on with; only then can it be counted.
    await waitFor(async () => !(await isAt('')), { what: 'the transaction to be over' });
    const after = difference(await countsOf(id), before);
    console.log(`Killed when ${what}: the answer was ${outcome}, ${after.lessons} lessons are there.`);
    expect([NOTHING, EVERYTHING]).toContainEqual(after);
    if (outcome === 'applied') expect(after).toEqual(EVERYTHING);
    expect((await rowOf(id)).status).toBe(after.lessons === 0 ? 'FINISHED' : 'APPLIED');
    await undo(id);
  },
  GUARD_MS,
);

const countsOf = async (id: string) =>
  (await deployment.query<Counts & { [key: string]: unknown }>('academics', COUNTS(id)))[0] as Counts;
const difference = (after: Counts, before: Counts): Counts => ({
  lessons: after.lessons - before.lessons,
  bookings: after.bookings - before.bookings,
  told: after.told - before.told,
  applied: after.applied - before.applied,
});

/** Whatever was left of it is applied now, and taken back, so that the next one finds the school empty. */
async function undo(id: string): Promise<void> {
  const persistently = (query: string, input: object) =>
    waitFor(() => school.ask(query, { input }).catch(() => null), { what: 'an answer', timeoutMs: GUARD_MS });
  if ((await rowOf(id)).status === 'FINISHED')
    expect(await persistently(APPLY, { timetableRunId: id })).toEqual({ applyTimetableRun: { lessonCount: LESSONS } });
  const undone = await persistently(
    `mutation ($input: UndoTimetableRunInput!) { undoTimetableRun(input: $input) { lessonCount } }`,
    { timetableRunId: id, reason: '重来' },
  );
  expect(undone).toEqual({ undoTimetableRun: { lessonCount: LESSONS } });
}
