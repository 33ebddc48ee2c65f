/**
 * A school day over the real services, each a process, with a NATS and a Postgres of their own; whatever can die does, by
 * kill -9. `FAULT_SEED` chooses the order and after how many answers; what the processes are doing then is the machine's.
 *
 * Seen to fail it, each alone: inbox rows that are ignored (insights counts twice); an outbox that is emptied before NATS
 * has answered (billing misses rolls); a consumer that goes on where it was instead of after its last acknowledgement
 * (revisions overtake each other, and the overtaken one is never charged).
 */
import { randomInt } from 'node:crypto';
import { waitFor } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seeded } from '../../infra/stack/src/demo/chain/random.ts';
import {
  appliedBy,
  attendanceRecords,
  chargesByLesson,
  chargesOf,
  consumptionThatCounts,
  factsOf,
  mistakes,
  overtaking,
  parkedBy,
} from './books.ts';
import { sendAgain } from './clerk.ts';
import { type Deployment, deploy, RUNNING } from './deployment.ts';
import { type Foundations, layFoundations } from './foundations.ts';
import { kill, killsIn } from './kills.ts';
import { type Office, openOffice } from './office.ts';
import { openSchool, type School } from './school.ts';

const SEED = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));
const OUTAGE_MS = 60_000;
/** A guard against hanging for ever, not a measure of speed. */
const GUARD_MS = 600_000;

let foundations: Foundations;
let deployment: Deployment;
let school: School;
let office: Office;

beforeAll(async () => {
  console.log(`FAULT_SEED=${SEED}`);
  foundations = await layFoundations();
  deployment = await deploy(foundations);
  school = await openSchool(deployment);
  office = openOffice(school, SEED);
}, GUARD_MS);
afterAll(async () => {
  try {
    await office?.close();
  } finally {
    await deployment?.stop();
    await foundations?.stop();
  }
}, GUARD_MS);

const answeredMore = (more: number) => {
  const goal = office.answered() + more;
  return waitFor(() => office.refused() || office.answered() >= goal, {
    what: `${more} more answers`,
    timeoutMs: GUARD_MS,
  });
};

test(
  'for a minute NATS is away: every write is answered, none with an error',
  async () => {
    await answeredMore(50);
    const [lost, answered] = [office.lost.length, office.answered()];
    // A minute as fast as they can would keep the processors from everything else, and prove no more.
    office.pace(250);
    await foundations.killNats();
    const since = performance.now();
    // A reader of facts that dies meanwhile finds no NATS when it starts, and waits.
    await kill(deployment.serving('insights'));
    await waitFor(() => performance.now() - since > OUTAGE_MS, { what: 'the minute to pass', timeoutMs: GUARD_MS });
    const during = { lost: office.lost.slice(lost), answered: office.answered() - answered };
    await foundations.restartNats();
    office.pace(0);
    expect(during.lost).toEqual([]);
    expect(during.answered).toBeGreaterThan(500);
  },
  GUARD_MS,
);

test(
  'whatever is killed, clerks who ask again get their answer',
  async () => {
    const chance = seeded(SEED);
    const kills = Object.entries(killsIn(deployment, foundations));
    const told: string[] = [];
    while (kills.length > 0) {
      const [[what, strike]] = kills.splice(chance.below(kills.length), 1) as [(typeof kills)[number]];
      await answeredMore(1 + chance.below(100));
      told.push(`${what} after ${office.answered()} answers`);
      await strike();
    }
    await answeredMore(100);
    await office.close();
    console.log(`Killed ${told.join(', ')}; ${office.answered()} answers, ${office.lost.length} lost.`);
    await deployment.settled();
  },
  GUARD_MS,
);

test('every answered roll is in attendance as last corrected, and nothing else', async () => {
  const records = await attendanceRecords(deployment.query);
  const byId = (rows: readonly { id: string }[]) => rows.toSorted((a, b) => a.id.localeCompare(b.id));
  const answered = office.rolls.map(({ recordId: id, status, revision }) => ({ id, status, revision }));
  expect(byId(records)).toEqual(byId(answered));
});

test('what attendance recorded is what billing applied, and what billing recorded is what insights counted', async () => {
  const { query } = deployment;
  const attendance = await factsOf(query, 'attendance');
  const billing = await factsOf(query, 'billing');
  expect(attendance).toHaveLength(office.rolls.reduce((sum, { revision }) => sum + revision, 0));
  expect(await parkedBy(query, RUNNING)).toEqual([]);
  const byBilling = await appliedBy(query, 'billing');
  const byInsights = await appliedBy(query, 'insights');
  expect(attendance.filter(({ id }) => !byBilling.has(id))).toEqual([]);
  const counted = billing.filter(({ type }) => /lesson-account|payment/.test(type));
  expect(counted.filter(({ id }) => !byInsights.has(id))).toEqual([]);
  expect(overtaking(attendance, byBilling)).toEqual([]);
  expect(overtaking(counted, byInsights)).toEqual([]);
});

test('each lesson is charged once, each correction after what it corrects', async () => {
  const charges = await chargesByLesson(deployment.query);
  const expected = office.rolls.map(({ input, revision }) => [
    `${input.scheduledLessonId} ${input.entries[0]?.studentId}`,
    chargesOf(revision),
  ]);
  expect(charges).toEqual(new Map(expected as [string, string][]));
});

test('the books are right: entries sum to zero, balances are their entries, headquarters sees the same figures', async () => {
  expect(await mistakes(deployment.query)).toEqual({ unbalanced: [], adrift: [], lots: [] });
  const { consumptions, hundredths, revenueFen } = await consumptionThatCounts(deployment.query);
  expect(consumptions).toBe(office.rolls.length);
  const receivedFen = office.payments.reduce((sum, { receipt }) => sum + receipt.amountFen, 0);
  const seen = await school.ask(
    '{ trialBalance { balanced } branches { nodes { consumption { lessons revenueFen } revenue { recognisedFen receivedFen } } } }',
  );
  expect(seen.trialBalance.balanced).toBe(true);
  expect(seen.branches.nodes).toEqual([
    {
      consumption: { lessons: hundredths, revenueFen },
      revenue: { recognisedFen: revenueFen, receivedFen: receivedFen + school.firstInstalmentsFen },
    },
  ]);
});

test('what is sent once more gets the first answer', async () => {
  // The last ones, of the time when things were killed.
  const [rolls, payments] = [office.rolls.slice(-24), office.payments.slice(-24)];
  const again = await sendAgain(office.persistently, { rolls, payments });
  expect(again.rolls).toEqual(rolls.map(({ recordId }) => ({ records: [{ id: recordId }], recorded: 0 })));
  expect(again.payments).toEqual(payments.map(({ receipt }) => receipt));
});
