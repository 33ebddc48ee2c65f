import { branchOpened } from '@campusgraph/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lead } from './facts.ts';
import { chain, envelope, type InsightsService, opening, startInsights } from './insights-service.ts';

let insights: InsightsService;
beforeAll(async () => {
  insights = await startInsights();
});
afterAll(() => insights.close());

const COUNTS = 'created contacted trialBooked trialAttended converted lost conversionRate';
const FUNNEL = `funnel(from: $from, to: $to) { ${COUNTS} bySource { channel sourceName ${COUNTS} } }`;
const CHAIN = `query ($from: Date, $to: Date) { chainOverview(from: $from, to: $to) { ${FUNNEL.replace('(from: $from, to: $to)', '')} } }`;
const BRANCHES = `query ($of: [_Any!]!, $from: Date, $to: Date) { _entities(representations: $of) { ... on Branch { id ${FUNNEL} } } }`;

/** A chain whose two branches are open. */
async function openChain() {
  const school = chain();
  for (const where of [school.east, school.west])
    await insights.hear(envelope(branchOpened, where, opening(where.branchId)));
  return school;
}
const funnelOfChain = async (who: ReturnType<typeof chain>['hq'], days = {}) =>
  (await insights.ask(who, CHAIN, days)).data.chainOverview.funnel;

describe('the funnel', () => {
  test('follows a lead from the first word to the signature', async () => {
    const { hq, east } = await openChain();
    const child = lead(east);
    await insights.hear(child.captured(), child.followedUp(), child.trialBooked(), child.trialAttended());
    const before = { created: 1, contacted: 1, trialBooked: 1, trialAttended: 1, converted: 0, conversionRate: 0 };
    expect(await funnelOfChain(hq)).toMatchObject(before);
    await insights.hear(child.converted());
    expect(await funnelOfChain(hq)).toMatchObject({ ...before, converted: 1, conversionRate: 1 });
  });

  test('counts a lead once per stage, whatever happens twice or is delivered twice', async () => {
    const { hq, east } = await openChain();
    const child = lead(east);
    const captured = child.captured();
    await insights.hear(captured, captured, child.followedUp(), child.followedUp(false));
    await insights.hear(
      captured,
      child.trialBooked(),
      child.trialBooked(),
      child.trialAttended(),
      child.trialAttended(),
    );
    expect(await funnelOfChain(hq)).toMatchObject({ created: 1, contacted: 1, trialBooked: 1, trialAttended: 1 });
  });

  test('believes an import about how far its leads had come', async () => {
    const { hq, east } = await openChain();
    const statuses = ['NEW', 'NEW', 'CONTACTED', 'CONVERTED', 'LOST', 'TRIAL_ATTENDED'] as const;
    await insights.hear(...statuses.map((status) => lead(east).captured(status)));
    expect(await funnelOfChain(hq)).toMatchObject({
      created: 6,
      contacted: 3,
      trialBooked: 1,
      trialAttended: 1,
      converted: 1,
      lost: 1,
      conversionRate: 0.1667,
    });
  });

  test('agrees with a file of a thousand leads, row for row and source for source', async () => {
    const { hq, east } = await openChain();
    const rows = Array.from({ length: 1_000 }, (_, n) => ({ source: `来源${n % 7}`, signed: n % 3 === 0 }));
    await insights.hear(
      ...rows.map(({ source, signed }) => lead(east, { sourceName: source }).captured(signed ? 'CONVERTED' : 'NEW')),
    );
    const funnel = await funnelOfChain(hq);
    expect(funnel).toMatchObject({ created: 1_000, converted: 334 });
    const expected = Object.values(Object.groupBy(rows, ({ source }) => source)).map((of = []) => ({
      sourceName: of[0]?.source,
      created: of.length,
      converted: of.filter(({ signed }) => signed).length,
    }));
    expect(funnel.bySource).toEqual(expect.arrayContaining(expected.map((source) => expect.objectContaining(source))));
  });

  test('stands on the day of creation, which begins where the branch is', async () => {
    const { hq, east } = await openChain();
    const child = lead(east, { capturedAt: '2026-03-05T16:30:00.000Z' });
    await insights.hear(child.captured(), child.converted());
    const on = (day: string) => funnelOfChain(hq, { from: day, to: day });
    expect(await on('2026-03-05')).toMatchObject({ created: 0, converted: 0, conversionRate: null });
    expect(await on('2026-03-06')).toMatchObject({ created: 1, converted: 1 });
  });

  test('leaves a duplicate out, as created, lost and a source, in whatever order it is heard', async () => {
    const { hq, east } = await openChain();
    const [kept, late, early] = [lead(east), lead(east, { sourceName: '重复' }), lead(east, { sourceName: '重复' })];
    await insights.hear(
      kept.captured(),
      late.captured(),
      late.followedUp(),
      late.lost(),
      late.merged(),
      early.merged(),
    );
    await insights.hear(early.captured(), early.lost());
    const funnel = await funnelOfChain(hq);
    expect(funnel).toMatchObject({ created: 1, contacted: 0, lost: 0 });
    expect(funnel.bySource).toMatchObject([{ sourceName: '抖音', created: 1 }]);
  });

  test('does not call a lead lost that signs after all, in whatever order it is heard', async () => {
    const { hq, east } = await openChain();
    const [late, early] = [lead(east), lead(east)];
    await insights.hear(
      late.captured(),
      late.lost(),
      late.converted(),
      early.captured(),
      early.converted(),
      early.lost(),
    );
    expect(await funnelOfChain(hq)).toMatchObject({ created: 2, converted: 2, lost: 0 });
  });
});

test('what is heard of a branch before its opening waits for it, and loses nothing', async () => {
  const { hq, west } = chain();
  const child = lead(west, { capturedAt: '2026-03-05T23:30:00.000Z' });
  await insights.hear(child.captured(), child.followedUp());
  expect(await funnelOfChain(hq)).toMatchObject({ created: 0 });
  await insights.hear(envelope(branchOpened, west, opening(west.branchId, 'Europe/London')), child.converted());
  expect(await funnelOfChain(hq, { from: '2026-03-05', to: '2026-03-05' })).toMatchObject({
    created: 1,
    contacted: 1,
    converted: 1,
  });
});

describe('who sees the funnel', () => {
  test('headquarters sees each branch by itself and the sum, a branch only its own, another chain nothing', async () => {
    const { hq, eastManager, stranger, guardian, east, west } = await openChain();
    await insights.hear(lead(east).captured(), lead(west).captured(), lead(west).captured('CONVERTED'));
    const of = [east, west].map(({ branchId }) => ({ __typename: 'Branch', id: branchId }));
    const each = (who: typeof hq) => insights.ask(who, BRANCHES, { of });
    expect((await each(hq)).data._entities).toMatchObject([
      { id: east.branchId, funnel: { created: 1, conversionRate: 0 } },
      { id: west.branchId, funnel: { created: 2, conversionRate: 0.5 } },
    ]);
    expect(await funnelOfChain(hq)).toMatchObject({ created: 3, converted: 1 });
    expect((await each(eastManager)).data._entities).toMatchObject([
      { funnel: { created: 1 } },
      { funnel: { created: 0 } },
    ]);
    expect(await funnelOfChain(eastManager)).toMatchObject({ created: 1 });
    for (const outsider of [stranger, guardian]) {
      expect(await funnelOfChain(outsider)).toMatchObject({ created: 0, bySource: [] });
    }
    expect((await insights.ask(null, BRANCHES, { of })).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('a period that ends before it begins is refused', async () => {
    const { hq } = chain();
    const { errors } = await insights.ask(hq, CHAIN, { from: '2026-03-02', to: '2026-03-01' });
    expect(errors?.[0]?.extensions.code).toBe('INVALID_PERIOD');
  });
});
