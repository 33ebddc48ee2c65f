import { branchOpened, type EventEnvelope } from '@campusgraph/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { callback, lead, lesson, payment, ticket } from './facts.ts';
import { chain, envelope, type InsightsService, opening, startInsights } from './insights-service.ts';

let insights: InsightsService;
beforeAll(async () => {
  insights = await startInsights();
});
afterAll(() => insights.close());

const EVERYTHING = `{ chainOverview { funnel { created contacted converted bySource { sourceName created } } consumption { lessons revenueFen }
  revenue { recognisedFen receivedFen } nps { n promoters } serviceQuality { opened answered firstResponseMedianMinutes } } }`;

async function* log(events: readonly EventEnvelope[]) {
  yield* events;
}

test('rebuilt from the logs, in another order between services, every figure is the same', async () => {
  const { hq, east, west, organizationId } = chain();
  const at = '2026-03-05T02:00:00.000Z';
  const [one, two] = [lead(east), lead(west, { sourceName: '老带新' })];
  const roll = lesson(east, { lessonStartsAt: at, postedAt: at });
  const help = ticket(west, at);
  const crm = [one.captured(), two.captured(), one.followedUp(), one.converted()];
  const others = [roll.consumed(), roll.reversed(at), payment(east, 150_000, at), callback(west, 10, at)];
  const support = [help.opened(), help.answered(30)];
  const openings = [east, west].map((where) => envelope(branchOpened, where, opening(where.branchId)));
  await insights.hear(...openings, ...crm, ...others, ...support);
  const before = await insights.ask(hq, EVERYTHING);
  expect(before.data.chainOverview).toMatchObject({ funnel: { created: 2, converted: 1 }, nps: { n: 1 } });

  await insights.service.events.rebuild(organizationId, log([...support, ...others, ...crm, ...crm, ...openings]));
  expect(await insights.ask(hq, EVERYTHING)).toEqual(before);

  await insights.hear(...crm, ...others, ...support);
  expect(await insights.ask(hq, EVERYTHING)).toEqual(before);
});

test('a rebuild brings in what was never delivered, once, and leaves other chains alone', async () => {
  const [school, other] = [chain(), chain()];
  const openings = [school.east, other.east].map((where) => envelope(branchOpened, where, opening(where.branchId)));
  const missed = lead(school.east).captured();
  await insights.hear(...openings, lead(other.east).captured());
  await insights.service.events.rebuild(school.organizationId, log([...openings, missed]));
  await insights.hear(missed);
  const created = async (who: typeof school.hq) =>
    (await insights.ask(who, EVERYTHING)).data.chainOverview.funnel.created;
  expect([await created(school.hq), await created(other.hq)]).toEqual([1, 1]);
});
