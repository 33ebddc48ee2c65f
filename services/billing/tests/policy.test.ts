import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SHIPPED_POLICIES } from '../src/domain/policy.ts';
import { family } from './family.ts';
import { startBilling } from './harness.ts';

let app: Awaited<ReturnType<typeof startBilling>>;
beforeAll(async () => {
  app = await startBilling();
});
afterAll(() => app.stop());

const SET = `mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { policy { kind number body branch { id } } } }`;
const PREVIEW = 'query ($id: ID!) { refundQuote(contractId: $id) { amountFen policyVersion } }';
const codeOf = (answer: { errors?: { extensions: { code: string } }[] }) => answer.errors?.[0]?.extensions.code;
const shipped = SHIPPED_POLICIES.REFUND.body;

describe('an organization sets its own policies', () => {
  test('a branch that pools gifts refunds more, and the quote names the policy', async () => {
    const home = await family(app);
    const contractId = await home.contract();
    await home.pay(contractId, 300_000);
    await app.publish([home.attend(home.lesson(), 'PRESENT'), home.attend(home.lesson(), 'PRESENT')]);
    const preview = async () => (await home.ask('guardian', PREVIEW, { id: contractId })).data.refundQuote;
    expect(await preview()).toEqual({ amountFen: 270_000, policyVersion: 'SHIPPED' });
    const { branchId } = home.ids;
    const set = await home.ask('hq', SET, { input: { branchId, refund: { ...shipped, giftTreatment: 'POOLED' } } });
    expect(set.data.setPolicy.policy).toMatchObject({ kind: 'REFUND', number: 1, branch: { id: branchId } });
    expect(await preview()).toEqual({ amountFen: 272_727, policyVersion: '1' });
    const listed = await home.ask('manager', '{ policies(kind: REFUND) { totalCount nodes { number } } }');
    expect(listed.data.policies).toEqual({ totalCount: 1, nodes: [{ number: 1 }] });
  });

  test('a deduction policy that gives gifts first takes them first from lessons after it', async () => {
    const home = await family(app);
    await home.pay(await home.contract(), 300_000);
    await home.ask('hq', SET, { input: { deduction: { ...SHIPPED_POLICIES.DEDUCTION.body, order: 'GIFT_FIRST' } } });
    await app.publish([home.attend(home.lesson('2026-03-01T02:00:00.000Z'), 'PRESENT')]);
    await app.publish([home.attend(home.lesson('2026-03-03T02:00:00.000Z'), 'PRESENT')]);
    expect(await home.account()).toMatchObject({ paidRemaining: 1900, giftRemaining: 100 });
  });

  test('one at a time, not in the past, and with sense', async () => {
    const home = await family(app);
    const refusal = async (input: object) => codeOf(await home.ask('hq', SET, { input }));
    const revenue = { giftLessons: 'ZERO' };
    expect(await refusal({})).toBe('ONE_POLICY_AT_A_TIME');
    expect(await refusal({ revenue, sales: { termsVersion: '2', quoteValidDays: 3 } })).toBe('ONE_POLICY_AT_A_TIME');
    expect(await refusal({ revenue, validFrom: '2026-01-01T00:00:00Z' })).toBe('POLICY_IN_THE_PAST');
    expect(await refusal({ refund: { ...shipped, headquartersAboveFen: 1 } })).toBe('INVALID_POLICY');
  });
});
