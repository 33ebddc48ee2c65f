import { createLogger } from '@campusgraph/logging';
import { openDatabase } from '@campusgraph/persistence';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { schema } from '../src/persistence/schema.ts';
import { createOfferWorker } from '../src/seats/offer-worker.ts';
import { ENROLL, startAcademics } from './harness.ts';
import { family, JOIN, rows, told, WITHDRAW } from './seats.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const SUSPEND =
  'mutation ($input: SuspendEnrollmentInput!) { suspendEnrollment(input: $input) { enrollmentSuspension { id } } }';
const PROMOTE =
  'mutation ($input: PromoteClassGroupInput!) { promoteClassGroup(input: $input) { classPromotion { takesEffectAt } } }';
const MERGE = 'mutation ($input: MergeClassGroupsInput!) { mergeClassGroups(input: $input) { lessonsCancelled } }';

/** A class of two with both seats taken, somebody in line for it, and another class. */
async function line() {
  app.clock.set(new Date('2026-03-01T09:00:00.000Z'));
  const chain = await app.chain();
  const { clerk, classGroupId, organizationId, openClass } = chain;
  const inside = [await family(chain, '在班甲'), await family(chain, '在班乙')] as const;
  for (const { studentId } of inside) await app.give(clerk, ENROLL, { studentId, classGroupId });
  const { guardian, studentId } = await family(chain, '候补');
  await app.give(guardian, JOIN, { studentId, classGroupId });
  const status = async () =>
    (await rows<{ status: string }>(app, organizationId, 'select status from wait_list_entry'))[0]?.status;
  const offers = async () => (await told(app, organizationId, 'academics.seat.offered.v1')).length;
  const otherClassId = await openClass('乙班', { capacity: 6 });
  const move = { fromClassGroupId: classGroupId, toClassGroupId: otherClassId, reason: '升班' };
  return { ...chain, inside, status, offers, move };
}

async function workersRound() {
  const database = await openDatabase(schema, app.urls);
  const logger = createLogger({ service: 'academics', level: 'silent' });
  await createOfferWorker({ database, clock: app.clock, logger }).runDue();
  await database.close();
}

test('a seat that is given up for a suspension is offered; one that is kept is not', async () => {
  const { clerk, classGroupId, inside, status } = await line();
  const away = { classGroupId, from: '2026-03-01', reason: '旅行' };
  await app.give(clerk, SUSPEND, { ...away, studentId: inside[0].studentId });
  expect(await status()).toBe('WAITING');
  await app.give(clerk, SUSPEND, { ...away, studentId: inside[1].studentId, keepsSeat: false });
  expect(await status()).toBe('OFFERED');
});

test('the seat of a child who goes into the next class on a later day is offered from that day on', async () => {
  const { clerk, inside, status, offers, move } = await line();
  const { studentId } = inside[0];
  await app.give(clerk, PROMOTE, { ...move, studentIds: [studentId], on: '2026-03-16' });
  await workersRound();
  expect(await status()).toBe('WAITING');
  app.clock.set(new Date('2026-03-16T00:00:00.000Z'));
  await workersRound();
  expect(await status()).toBe('OFFERED');
  expect(await offers()).toBe(1);
});

test('who was to go into the next class later and leaves now leaves the seat to the next in line now', async () => {
  const { clerk, classGroupId, inside, status, move } = await line();
  const { studentId } = inside[0];
  await app.give(clerk, PROMOTE, { ...move, studentIds: [studentId], on: '2026-03-16' });
  await app.give(clerk, WITHDRAW, { studentId, classGroupId });
  expect(await status()).toBe('OFFERED');
});

test('who waits for a class that goes into another one is offered no seat in it', async () => {
  const { clerk, status, offers, move } = await line();
  await app.give(clerk, MERGE, move);
  expect(await status()).toBe('CLOSED');
  expect(await offers()).toBe(0);
});
