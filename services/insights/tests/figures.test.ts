import { branchOpened } from '@campusgraph/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callback, lesson, payment, refund, survey, ticket } from './facts.ts';
import { chain, envelope, type InsightsService, opening, startInsights } from './insights-service.ts';

let insights: InsightsService;
beforeAll(async () => {
  insights = await startInsights();
});
afterAll(() => insights.close());

const FIGURES = `consumption { lessons revenueFen } revenue { recognisedFen receivedFen refundedFen }
  nps { score n intervalLow intervalHigh promoters passives detractors }
  serviceQuality { opened answered firstResponseMedianMinutes firstResponseP90Minutes resolved confirmed reopened csat { score n } }`;
const CHAIN = `query ($from: Date, $to: Date) { chainOverview(from: $from, to: $to) { ${FIGURES} } }`;
const BRANCH = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Branch { ${FIGURES} } } }`;

async function openChain() {
  const school = chain();
  for (const where of [school.east, school.west])
    await insights.hear(envelope(branchOpened, where, opening(where.branchId)));
  return school;
}
const overview = async (who: ReturnType<typeof chain>['hq'], from?: string, to = from) =>
  (await insights.ask(who, CHAIN, { from, to })).data.chainOverview;
const ofBranch = async (who: ReturnType<typeof chain>['hq'], branchId: string) =>
  (await insights.ask(who, BRANCH, { of: [{ __typename: 'Branch', id: branchId }] })).data._entities[0];

describe('lessons', () => {
  const roll = { lessonStartsAt: '2026-03-05T02:00:00.000Z', postedAt: '2026-03-06T02:00:00.000Z' };

  test('are consumed on their day, and recognised on the day of posting', async () => {
    const { hq, east } = await openChain();
    await insights.hear(lesson(east, roll).consumed(), lesson(east, roll).consumed());
    expect(await overview(hq, '2026-03-05')).toMatchObject({
      consumption: { lessons: 200, revenueFen: 30_000 },
      revenue: { recognisedFen: 0 },
    });
    expect(await overview(hq, '2026-03-06')).toMatchObject({
      consumption: { lessons: 0, revenueFen: 0 },
      revenue: { recognisedFen: 30_000 },
    });
  });

  test('that are taken back leave nothing on their day, and the reversal on its own', async () => {
    const { hq, east } = await openChain();
    const wrong = lesson(east, roll);
    await insights.hear(wrong.consumed(), wrong.reversed('2026-03-09T02:00:00.000Z'));
    expect(await overview(hq)).toMatchObject({
      consumption: { lessons: 0, revenueFen: 0 },
      revenue: { recognisedFen: 0 },
    });
    expect((await overview(hq, '2026-03-06')).revenue.recognisedFen).toBe(15_000);
    expect((await overview(hq, '2026-03-09')).revenue.recognisedFen).toBe(-15_000);
  });
});

test('money received and paid back stands in each branch, and the chain is their sum', async () => {
  const { hq, eastManager, east, west } = await openChain();
  const paid = payment(east, 150_000, '2026-03-05T02:00:00.000Z');
  await insights.hear(paid, paid, payment(west, 300_000, '2026-03-05T02:00:00.000Z'));
  await insights.hear(refund(west, 50_000, '2026-03-07T02:00:00.000Z'));
  expect((await ofBranch(hq, east.branchId)).revenue).toEqual({
    recognisedFen: 0,
    receivedFen: 150_000,
    refundedFen: 0,
  });
  expect((await ofBranch(hq, west.branchId)).revenue).toMatchObject({ receivedFen: 300_000, refundedFen: 50_000 });
  expect((await overview(hq)).revenue).toMatchObject({ receivedFen: 450_000, refundedFen: 50_000 });
  expect((await overview(eastManager)).revenue).toMatchObject({ receivedFen: 150_000, refundedFen: 0 });
  expect((await ofBranch(eastManager, west.branchId)).revenue.receivedFen).toBe(0);
});

describe('the NPS of a branch', () => {
  const at = '2026-03-05T02:00:00.000Z';

  test('is made of callbacks and surveys; a call in which it was not asked does not count', async () => {
    const { hq, east, west } = await openChain();
    await insights.hear(callback(east, 9, at), callback(east, 6, at), callback(east, null, at), callback(east, 7, at));
    await insights.hear(survey(east, 'NPS', 10, at), survey(east, 'CES', 7, at));
    const { nps } = await ofBranch(hq, east.branchId);
    expect(nps).toMatchObject({ score: 25, n: 4, promoters: 2, passives: 1, detractors: 1 });
    expect(nps.intervalLow).toBeLessThan(25);
    expect((await ofBranch(hq, west.branchId)).nps).toMatchObject({ score: null, n: 0, intervalLow: null });
  });
});

describe('service quality', () => {
  const at = '2026-03-05T02:00:00.000Z';

  test('has the median and the ninth of ten waits, of first answers only', async () => {
    const { hq, east, west } = await openChain();
    const waits = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
    for (const minutes of waits) {
      const one = ticket(east, at);
      await insights.hear(one.opened(), one.answered(minutes), one.answered(null), one.resolved());
    }
    await insights.hear(ticket(west, at).answered(1_000));
    expect((await ofBranch(hq, east.branchId)).serviceQuality).toMatchObject({
      opened: 10,
      answered: 10,
      firstResponseMedianMinutes: 55,
      firstResponseP90Minutes: 91,
      resolved: 10,
    });
    expect((await overview(hq)).serviceQuality).toMatchObject({ answered: 11, firstResponseMedianMinutes: 60 });
  });

  test('follows a ticket to the end, and knows nothing where nothing happened', async () => {
    const { hq, east, west } = await openChain();
    const one = ticket(east, at);
    await insights.hear(one.opened(), one.resolved(), one.reopened(), one.resolved(), one.confirmed());
    await insights.hear(survey(east, 'CSAT', 5, at), survey(east, 'CSAT', 3, at));
    const quality = { opened: 1, resolved: 2, reopened: 1, confirmed: 1, csat: { score: 50, n: 2 } };
    expect((await ofBranch(hq, east.branchId)).serviceQuality).toMatchObject(quality);
    expect((await ofBranch(hq, west.branchId)).serviceQuality).toEqual({
      opened: 0,
      answered: 0,
      firstResponseMedianMinutes: null,
      firstResponseP90Minutes: null,
      resolved: 0,
      confirmed: 0,
      reopened: 0,
      csat: { score: null, n: 0 },
    });
  });
});
