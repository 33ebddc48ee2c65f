import { type EventData, payRuleSet } from '@campusgraph/contracts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { family } from './family.ts';
import { startBilling } from './harness.ts';

let app: Awaited<ReturnType<typeof startBilling>>;
beforeAll(async () => {
  app = await startBilling();
});
afterAll(() => app.stop());

const SET_PAY = `mutation ($input: SetPayRuleInput!) { setPayRule(input: $input) { payRule { id } } }`;
const HUNDRED_AND_TWENTY = { kind: 'FIXED', amountFen: 12_000, validFrom: '2026-03-01' };

async function hired() {
  const home = await family(app);
  const { teacherId, organizationId } = home.ids;
  const set = (more: object = {}) => home.ask('hq', SET_PAY, { input: { teacherId, ...HUNDRED_AND_TWENTY, ...more } });
  /** What billing has told, once it has told everything. */
  const told = async (): Promise<EventData<typeof payRuleSet>[]> => {
    await app.service.idle();
    return app.factsOf(payRuleSet, organizationId);
  };
  return { teacherId, set, told };
}

test('what a lesson earns a teacher from a day on is told when it is set, as it was agreed', async () => {
  const { teacherId, set, told } = await hired();
  const first = await set();
  const raised = await set({ amountFen: 15_000, validFrom: '2026-04-01' });
  const facts = await told();
  const setAt = app.clock().toISOString();
  expect(facts).toEqual([
    { payRuleId: first.data.setPayRule.payRule.id, teacherId, ...HUNDRED_AND_TWENTY, setAt },
    {
      ...{ payRuleId: raised.data.setPayRule.payRule.id, teacherId, kind: 'FIXED', setAt },
      ...{ amountFen: 15_000, validFrom: '2026-04-01' },
    },
  ]);
  for (const fact of facts) expect(payRuleSet.schema.parse(fact)).toEqual(fact);
});

test('what is refused is not told: a second pay from the same day, and one that is a typing error', async () => {
  const { set, told } = await hired();
  await set();
  const codes = [await set({ amountFen: 13_000 }), await set({ amountFen: 10_000_001, validFrom: '2026-05-01' })].map(
    ({ errors }) => errors?.[0]?.extensions.code,
  );
  expect(codes).toEqual(['PAY_RULE_ALREADY_SET', 'INVALID_PAY_AMOUNT']);
  expect((await told()).map(({ amountFen }) => amountFen)).toEqual([12_000]);
});
