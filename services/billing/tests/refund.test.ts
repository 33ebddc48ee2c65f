import { refundApproved, refundPaid, refundRejected, refundRequested } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { family } from './family.ts';
import { startBilling } from './harness.ts';

let app: Awaited<ReturnType<typeof startBilling>>;
beforeAll(async () => {
  app = await startBilling();
});
afterAll(() => app.stop());

const FIELDS = `refundRequest { id status requestedBy approvedBy rejectionReason payBy paidAt paidMethod
  quote { amountFen policyVersion lines { code amountFen text } } contract { status refundedFen outstandingFen } }`;
const REQUEST = `mutation ($id: ID!, $fault: Boolean) { requestRefund(input: { contractId: $id, reason: "搬家", schoolAtFault: $fault }) { ${FIELDS} } }`;
const APPROVE = `mutation ($id: ID!) { approveRefund(input: { refundRequestId: $id }) { ${FIELDS} } }`;
const REJECT = `mutation ($id: ID!) { rejectRefund(input: { refundRequestId: $id, reason: "超过期限" }) { ${FIELDS} } }`;
const PAY_BACK = `mutation ($id: ID!, $method: PaymentMethod!) { payRefund(input: { refundRequestId: $id, method: $method, evidence: "wx-refund" }) { ${FIELDS} } }`;
const PREVIEW = 'query ($id: ID!) { refundQuote(contractId: $id) { amountFen lines { code amountFen text } } }';

const codeOf = (answer: { errors?: { extensions: { code: string } }[] }) => answer.errors?.[0]?.extensions.code;

/** 20 lessons and 2 gifts for ¥3,000, of which `taken` lessons were taken. */
async function started(taken: number, more: object = {}, paidFen = 300_000) {
  const home = await family(app);
  const contractId = await home.contract(more);
  await home.pay(contractId, paidFen);
  await app.publish(Array.from({ length: taken }, () => home.attend(home.lesson(), 'PRESENT')));
  return { ...home, contractId };
}

describe('a refund of the rest', () => {
  test('asked by the guardian, approved by the manager, paid back: the account is at zero and the ledger balances', async () => {
    const home = await started(4);
    const preview = await home.ask('guardian', PREVIEW, { id: home.contractId });
    expect(preview.data.refundQuote).toEqual({
      amountFen: 240_000,
      lines: [
        { code: 'PAID', amountFen: 300_000, text: 'Paid ¥3000.00' },
        { code: 'CONSUMED', amountFen: -60_000, text: '4 lessons taken, tuition ¥3000.00 over 20 lessons: ¥600.00' },
      ],
    });
    const requested = (await home.ask('guardian', REQUEST, { id: home.contractId })).data.requestRefund.refundRequest;
    expect(requested).toMatchObject({
      status: 'REQUESTED',
      requestedBy: home.ids.guardianId,
      approvedBy: null,
      payBy: null,
    });
    expect(codeOf(await home.ask('finance', PAY_BACK, { id: requested.id, method: 'WECHAT_PAY' }))).toBe(
      'REFUND_NOT_POSSIBLE',
    );

    const approved = (await home.ask('manager', APPROVE, { id: requested.id })).data.approveRefund.refundRequest;
    expect(approved).toMatchObject({
      status: 'APPROVED',
      approvedBy: home.people.manager.subject,
      payBy: '2026-03-16',
    });
    expect(codeOf(await home.ask('finance', PAY_BACK, { id: requested.id, method: 'ALIPAY' }))).toBe(
      'REFUND_WRONG_CHANNEL',
    );
    const paid = (await home.ask('finance', PAY_BACK, { id: requested.id, method: 'WECHAT_PAY' })).data.payRefund
      .refundRequest;
    expect(paid).toMatchObject({
      ...{ status: 'PAID', paidMethod: 'WECHAT_PAY' },
      contract: { status: 'REFUNDED', refundedFen: 240_000, outstandingFen: 0 },
    });
    await app.service.idle();

    expect(await home.account()).toMatchObject({ balance: 0, paidRemaining: 0, giftRemaining: 0 });
    expect(await home.books()).toMatchObject({
      ...{ balanced: true, CASH: 60_000, REVENUE: -60_000, CONTRACT_LIABILITY: 0, LESSON_LOT: 0 },
      ...{ LESSONS_GRANTED: 2200, LESSONS_CONSUMED: -400, LESSONS_WITHDRAWN: -1800 },
    });
    expect(codeOf(await home.ask('finance', PAY_BACK, { id: requested.id, method: 'CASH' }))).toBe(
      'REFUND_NOT_POSSIBLE',
    );
    expect(codeOf(await home.ask('guardian', REQUEST, { id: home.contractId }))).toBe('NOTHING_TO_REFUND');
    const { organizationId } = home.ids;
    for (const fact of [refundRequested, refundApproved, refundPaid]) {
      expect(app.factsOf(fact, organizationId)).toMatchObject([{ amountFen: 240_000, refundRequestId: requested.id }]);
    }
    await app.publish([home.attend(home.lesson(), 'PRESENT')]);
    expect(await home.account()).toMatchObject({ balance: -100, arrears: 100 });
  });

  test('with instalments only what was paid and not taken comes back', async () => {
    const home = await started(4, {}, 150_000);
    const preview = await home.ask('guardian', PREVIEW, { id: home.contractId });
    expect(preview.data.refundQuote.amountFen).toBe(90_000);
  });

  test('whoever asked may not approve, and nobody of another branch', async () => {
    const home = await started(1);
    const id = (await home.ask('manager', REQUEST, { id: home.contractId })).data.requestRefund.refundRequest.id;
    expect(codeOf(await home.ask('manager', APPROVE, { id }))).toBe('REQUESTER_MAY_NOT_APPROVE');
    expect(codeOf(await home.ask('sibling', APPROVE, { id }))).toBe('REFUND_REQUEST_NOT_FOUND');
    expect(codeOf(await home.ask('finance', REQUEST, { id: home.contractId }))).toBe('REFUND_ALREADY_REQUESTED');
    expect(codeOf(await home.ask('hq', APPROVE, { id }))).toBeUndefined();
  });

  test('a small one is approved by the policy, unless the school is blamed', async () => {
    const home = await started(19);
    const blamed = (await home.ask('guardian', REQUEST, { id: home.contractId, fault: true })).data.requestRefund
      .refundRequest;
    expect(blamed.status).toBe('REQUESTED');
    expect((await home.ask('manager', REJECT, { id: blamed.id })).data.rejectRefund.refundRequest).toMatchObject({
      ...{ status: 'REJECTED', rejectionReason: '超过期限', approvedBy: null },
    });
    await app.service.idle();
    expect(app.factsOf(refundRejected, home.ids.organizationId)).toHaveLength(1);
    const small = (await home.ask('guardian', REQUEST, { id: home.contractId })).data.requestRefund.refundRequest;
    expect(small).toMatchObject({
      status: 'APPROVED',
      approvedBy: null,
      quote: { amountFen: 15_000, policyVersion: 'SHIPPED' },
    });
  });

  test('above ¥20,000 the manager has to leave it to headquarters', async () => {
    const dear = { unitPriceFen: 150_000, instalments: null };
    const home = await started(0, dear, 3_000_000);
    const id = (await home.ask('guardian', REQUEST, { id: home.contractId })).data.requestRefund.refundRequest.id;
    expect(codeOf(await home.ask('manager', APPROVE, { id }))).toBe('HEADQUARTERS_MUST_APPROVE');
    expect(codeOf(await home.ask('hq', APPROVE, { id }))).toBeUndefined();
  });

  test('a lesson taken after the approval stops the payment', async () => {
    const home = await started(1);
    const id = (await home.ask('guardian', REQUEST, { id: home.contractId })).data.requestRefund.refundRequest.id;
    await home.ask('manager', APPROVE, { id });
    await app.publish([home.attend(home.lesson(), 'PRESENT')]);
    expect(codeOf(await home.ask('finance', PAY_BACK, { id, method: 'CASH' }))).toBe('REFUND_QUOTE_CHANGED');
    expect(await home.books()).toMatchObject({ balanced: true, CASH: 300_000 });
  });

  test('two clerks who pay it at the same instant pay it once', async () => {
    const home = await started(2);
    const id = (await home.ask('guardian', REQUEST, { id: home.contractId })).data.requestRefund.refundRequest.id;
    await home.ask('manager', APPROVE, { id });
    const answers = await Promise.all([1, 2].map(() => home.ask('finance', PAY_BACK, { id, method: 'CASH' })));
    expect(answers.map(codeOf).sort()).toEqual(['REFUND_NOT_POSSIBLE', undefined]);
    expect(await home.books()).toMatchObject({ balanced: true, CASH: 30_000 });
  });

  test('materials that are kept stay with the school, and the books are level', async () => {
    const home = await started(1, { materialsFen: 20_000, instalments: null }, 320_000);
    const request = (await home.ask('guardian', REQUEST, { id: home.contractId })).data.requestRefund.refundRequest;
    expect(request.quote.amountFen).toBe(285_000);
    await home.ask('manager', APPROVE, { id: request.id });
    await home.ask('finance', PAY_BACK, { id: request.id, method: 'BANK_TRANSFER' });
    expect(await home.books()).toMatchObject({ balanced: true, CASH: 35_000, REVENUE: -35_000, CONTRACT_LIABILITY: 0 });
  });

  test("another family cannot ask for a refund of somebody's contract", async () => {
    const home = await started(0);
    expect(codeOf(await home.ask('otherFamily', REQUEST, { id: home.contractId }))).toBe('CONTRACT_NOT_FOUND');
    const outsider = principals.guardian({ ...home.ids, guardianId: newId() });
    const answer = await app.gateway.ask(app.service, outsider, PREVIEW, { id: home.contractId });
    expect(codeOf(answer)).toBe('CONTRACT_NOT_FOUND');
  });
});
