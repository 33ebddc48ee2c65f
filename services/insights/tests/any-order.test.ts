import { branchOpened } from '@campusgraph/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lead } from './facts.ts';
import { chain, envelope, type InsightsService, opening, startInsights } from './insights-service.ts';

let insights: InsightsService;
beforeAll(async () => {
  insights = await startInsights();
});
afterAll(() => insights.close());

const KINDS = ['captured', 'followedUp', 'trialBooked', 'trialAttended', 'converted', 'lost', 'merged'] as const;
type Kind = (typeof KINDS)[number];

const QUERY = `{ chainOverview { funnel { created contacted trialBooked trialAttended converted lost } } }`;
const CONTACTS: readonly Kind[] = ['followedUp', 'trialBooked', 'trialAttended', 'converted'];

/** What the funnel must say of leads to which these things happened. */
function expected(histories: readonly ReadonlySet<Kind>[]) {
  const leads = histories.filter((happened) => happened.size > 0 && !happened.has('merged'));
  const count = (matches: (happened: ReadonlySet<Kind>) => boolean) => leads.filter(matches).length;
  return {
    created: leads.length,
    contacted: count((happened) => CONTACTS.some((kind) => happened.has(kind))),
    trialBooked: count((happened) => happened.has('trialBooked') || happened.has('trialAttended')),
    trialAttended: count((happened) => happened.has('trialAttended')),
    converted: count((happened) => happened.has('converted')),
    lost: count((happened) => happened.has('lost') && !happened.has('converted')),
  };
}

const fact = fc.record({ lead: fc.nat({ max: 3 }), kind: fc.constantFrom(...KINDS) });
const batches = fc.array(fc.array(fact, { minLength: 1, maxLength: 12 }), { maxLength: 5 });

test('in whatever order and batches facts come, before or after the branch is known, each lead counts once per stage', async () => {
  await fc.assert(
    fc.asyncProperty(batches, fc.nat({ max: 5 }), async (given, openedBefore) => {
      const { hq, east } = chain();
      const leads = Array.from({ length: 4 }, () => lead(east));
      const histories = leads.map(() => new Set<Kind>());
      const opened = envelope(branchOpened, east, opening(east.branchId));
      for (const [n, batch] of given.entries()) {
        if (n === openedBefore) await insights.hear(opened);
        const events = batch.flatMap(({ lead: index, kind }) => {
          histories[index]?.add(kind);
          return leads[index]?.[kind]() ?? [];
        });
        await insights.hear(...events);
      }
      await insights.hear(opened);
      expect((await insights.ask(hq, QUERY)).data.chainOverview.funnel).toEqual(expected(histories));
    }),
    { numRuns: 25 },
  );
});
