import { contractAccepted, contractActivated, lessonsConsumed, paymentReceived } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { migrationDrift } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { schema } from '../src/persistence/schema.ts';
import { ACCEPT, CREATE_QUOTE, family } from './family.ts';
import { startBilling } from './harness.ts';

let app: Awaited<ReturnType<typeof startBilling>>;
beforeAll(async () => {
  app = await startBilling();
});
afterAll(() => app.stop());

const codeOf = (answer: { errors?: { extensions: { code: string } }[] }) => answer.errors?.[0]?.extensions.code;

test('the migrations make the tables that the entities describe', async () => {
  expect(await migrationDrift(schema, app.urls)).toEqual([]);
});

describe('from a quote to lessons in the account', () => {
  test('20 lessons at ¥150 and 2 gifts, accepted by the guardian and paid in two instalments', async () => {
    const home = await family(app);
    const quoted = await home.ask('sales', CREATE_QUOTE, { input: home.offer });
    const { quote } = quoted.data.createQuote;
    expect(quote).toMatchObject({ totalFen: 300_000, status: 'OPEN', termsVersion: '2026-01' });
    expect(quote.lines).toEqual([
      { code: 'TUITION', lessons: 2000, amountFen: 300_000 },
      { code: 'GIFT_LESSONS', lessons: 200, amountFen: 0 },
    ]);

    const accepted = await home.ask('guardian', ACCEPT, { id: quote.id });
    const { contract } = accepted.data.acceptQuote;
    expect(contract).toMatchObject({ number: 'C2026-000001', status: 'ACCEPTED', outstandingFen: 300_000 });
    expect(contract.sealSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await home.account()).toBeNull();

    const first = await home.pay(contract.id, 150_000);
    expect(first.data.recordPayment.payment.receiptNumber).toBe('R2026-000001');
    expect(first.data.recordPayment.contract).toEqual({
      ...{ status: 'ACTIVE', paidFen: 150_000, outstandingFen: 150_000 },
      instalments: [{ paidFen: 150_000 }, { paidFen: 0 }],
    });
    await home.pay(contract.id, 150_000);
    expect(await home.account()).toMatchObject({
      ...{ balance: 2200, paidRemaining: 2000, giftRemaining: 200, arrears: 0 },
      lots: [
        { kind: 'PAID', remaining: 2000 },
        { kind: 'GIFT', remaining: 200 },
      ],
    });
    expect(await home.books()).toMatchObject({
      balanced: true,
      CASH: 300_000,
      CONTRACT_LIABILITY: -300_000,
      LESSON_LOT: -2200,
    });

    const { organizationId } = home.ids;
    expect(app.factsOf(contractAccepted, organizationId)).toHaveLength(1);
    expect(app.factsOf(paymentReceived, organizationId).map((fact) => fact.paidInFullAfter)).toEqual([false, true]);
    expect(app.factsOf(contractActivated, organizationId)).toMatchObject([
      { paidLessonHundredths: 2000, giftLessonHundredths: 200, isRenewal: false, startsOn: '2026-03-02' },
    ]);
  });

  test('a second contract of the same child is a renewal', async () => {
    const home = await family(app);
    await home.pay(await home.contract(), 300_000);
    await home.pay(await home.contract(), 300_000);
    const facts = app.factsOf(contractActivated, home.ids.organizationId);
    expect(facts.map((fact) => fact.isRenewal)).toEqual([false, true]);
  });

  test('a quote is accepted once, in time, and not by whoever may only read', async () => {
    const home = await family(app);
    const quote = async () => (await home.ask('sales', CREATE_QUOTE, { input: home.offer })).data.createQuote.quote.id;
    const id = await quote();
    const reader = { ...home.people.manager, scopes: ['contract:read' as const] };
    expect(codeOf(await app.gateway.ask(app.service, reader, ACCEPT, { id }))).toBe('FORBIDDEN');
    expect(codeOf(await home.ask('otherFamily', ACCEPT, { id }))).toBe('QUOTE_NOT_FOUND');
    expect(codeOf(await home.ask('sales', ACCEPT, { id }))).toBeUndefined();
    expect(codeOf(await home.ask('guardian', ACCEPT, { id }))).toBe('QUOTE_ALREADY_ACCEPTED');
    const late = await quote();
    app.clock.advance({ days: 14 });
    expect(codeOf(await home.ask('guardian', ACCEPT, { id: late }))).toBe('QUOTE_EXPIRED');
  });

  test("a quote for somebody else's child is refused", async () => {
    const home = await family(app);
    const answer = await home.ask('sales', CREATE_QUOTE, { input: { ...home.offer, guardianId: newId() } });
    expect(codeOf(answer)).toBe('WRONG_GUARDIAN');
  });
});

describe('payments', () => {
  test('a payment sent twice is one receipt; the same key for another payment is an error', async () => {
    const home = await family(app);
    const contractId = await home.contract();
    const key = newId();
    const [one, two] = await Promise.all([home.pay(contractId, 100_000, key), home.pay(contractId, 100_000, key)]);
    expect(two?.data.recordPayment.payment).toEqual(one?.data.recordPayment.payment);
    expect(await home.books()).toMatchObject({ balanced: true, CASH: 100_000 });
    expect(codeOf(await home.pay(contractId, 100_001, key))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('more than is outstanding is refused, also by two clerks at once', async () => {
    const home = await family(app);
    const contractId = await home.contract();
    expect(codeOf(await home.pay(contractId, 300_001))).toBe('OVERPAYMENT');
    expect(codeOf(await home.pay(contractId, 0))).toBe('INVALID_AMOUNT');
    const answers = await Promise.all([home.pay(contractId, 200_000), home.pay(contractId, 200_000)]);
    expect(answers.map(codeOf).sort()).toEqual(['OVERPAYMENT', undefined]);
    expect(await home.books()).toMatchObject({ balanced: true, CASH: 200_000 });
  });
});

describe('who sees what', () => {
  test('another chain, a sibling branch and another family see nothing of a contract', async () => {
    const home = await family(app);
    const contractId = await home.contract();
    await home.pay(contractId, 300_000);
    await app.publish([home.attend(home.lesson(), 'PRESENT')]);
    expect(app.factsOf(lessonsConsumed, home.ids.organizationId)).toHaveLength(1);
    const query = `query ($id: ID!) { contract(id: $id) { id } contracts { totalCount } quotes { totalCount } payments { totalCount }
      refundRequests { totalCount } ledgerTransactions { totalCount } }`;
    const seen = async (who: Parameters<typeof home.ask>[0]) => {
      const { contract, ...lists } = (await home.ask(who, query, { id: contractId })).data;
      return [contract !== null, ...Object.values(lists).map((list) => (list as { totalCount: number }).totalCount)];
    };
    expect(await seen('manager')).toEqual([true, 1, 1, 1, 0, 3]);
    expect(await seen('guardian')).toEqual([true, 1, 1, 1, 0, 3]);
    for (const who of ['stranger', 'sibling', 'otherFamily'] as const)
      expect(await seen(who)).toEqual([false, 0, 0, 0, 0, 0]);
    const others = await home.ask(
      'otherFamily',
      'query ($id: ID!) { _entities(representations: [{ __typename: "Student", id: $id }]) { ... on Student { lessonAccount { balance } contracts { id } } } }',
      { id: home.ids.studentId },
    );
    expect(others.data._entities[0]).toEqual({ lessonAccount: null, contracts: [] });
  });
});
