import { contractActivated, paymentReceived } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { family } from './family.ts';
import { startBilling } from './harness.ts';

let app: Awaited<ReturnType<typeof startBilling>>;
beforeAll(async () => {
  app = await startBilling();
});
afterAll(() => app.stop());

const TAKE = `mutation ($input: TakeDepositInput!) { takeDeposit(input: $input) { deposit {
  id number receiptNumber kind status amountFen method evidence contract { id } settlement { returnedFen } } } }`;
const APPLY = `mutation ($input: ApplyDepositInput!) { applyDeposit(input: $input) {
  deposit { status contract { id } } contract { status paidFen outstandingFen }
  payment { id receiptNumber amountFen method evidence deposit { id } } } }`;
const SETTLE = `mutation ($input: SettleDepositInput!) { settleDeposit(input: $input) { deposit {
  status settlement { returnedFen forfeitedFen compensationFen method evidence settledBy } } } }`;
const codeOf = (answer: { errors?: { extensions: { code: string } }[] }) => answer.errors?.[0]?.extensions.code;
type Home = Awaited<ReturnType<typeof family>>;

const depositInput = ({ ids }: Home, more: object = {}) => ({
  ...{ branchId: ids.branchId, studentId: ids.studentId, guardianId: ids.guardianId },
  ...{ kind: 'EARNEST_MONEY', amountFen: 50_000, contractAmountFen: 300_000 },
  ...{ method: 'CARD', evidence: 'pos-1', idempotencyKey: newId() },
  ...more,
});
const take = async (home: Home, more: object = {}) =>
  (await home.ask('sales', TAKE, { input: depositInput(home, more) })).data.takeDeposit.deposit;
const settle = (home: Home, depositId: string, more: object) =>
  home.ask('finance', SETTLE, { input: { depositId, schoolAtFault: false, evidence: 'bank-9', ...more } });

describe('money before there is a contract', () => {
  test('is kept apart, pays the contract, and brings the lessons', async () => {
    const home = await family(app);
    const deposit = await take(home, { kind: 'DEPOSIT' });
    expect(deposit).toMatchObject({
      ...{ number: 'D2026-000001', receiptNumber: 'R2026-000001', status: 'HELD', method: 'CARD', evidence: 'pos-1' },
      ...{ contract: null, settlement: null },
    });
    await take(home, { amountFen: 20_000 });
    expect(await home.books()).toMatchObject({
      ...{ balanced: true, CASH: 70_000, DEPOSIT_HELD: -50_000, EARNEST_MONEY_HELD: -20_000 },
    });

    const contractId = await home.contract();
    const input = { depositId: deposit.id, contractId };
    const [applied, again] = await Promise.all([
      home.ask('sales', APPLY, { input }),
      home.ask('sales', APPLY, { input }),
    ]);
    expect(applied?.data.applyDeposit).toMatchObject({
      deposit: { status: 'APPLIED', contract: { id: contractId } },
      contract: { status: 'ACTIVE', paidFen: 50_000, outstandingFen: 250_000 },
      payment: { amountFen: 50_000, method: 'CARD', evidence: 'D2026-000001: pos-1', deposit: { id: deposit.id } },
    });
    expect(again?.data.applyDeposit.payment).toEqual(applied?.data.applyDeposit.payment);
    await app.service.idle();
    expect(await home.account()).toMatchObject({ balance: 2200 });
    expect(await home.books()).toMatchObject({
      ...{ balanced: true, CASH: 70_000, DEPOSIT_HELD: 0, EARNEST_MONEY_HELD: -20_000, CONTRACT_LIABILITY: -50_000 },
    });
    const { organizationId } = home.ids;
    expect(app.factsOf(paymentReceived, organizationId)).toMatchObject([{ amountFen: 50_000, paidInFullAfter: false }]);
    expect(app.factsOf(contractActivated, organizationId)).toHaveLength(1);
    expect(codeOf(await settle(home, deposit.id, {}))).toBe('DEPOSIT_NOT_HELD');
  });

  test('taken twice it is one deposit; the same key for another is an error', async () => {
    const home = await family(app);
    const input = depositInput(home);
    const [one, two] = await Promise.all([home.ask('sales', TAKE, { input }), home.ask('sales', TAKE, { input })]);
    expect(two?.data).toEqual(one?.data);
    expect(await home.books()).toMatchObject({ balanced: true, CASH: 50_000 });
    expect(codeOf(await home.ask('sales', TAKE, { input: { ...input, amountFen: 1 } }))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('does not pay more than is outstanding, nor another child, and only once', async () => {
    const home = await family(app);
    const contractId = await home.contract();
    const { id: depositId } = await take(home, { amountFen: 300_001 });
    const apply = async (input: object) =>
      codeOf(await home.ask('sales', APPLY, { input: { depositId, contractId, ...input } }));
    expect(await apply({})).toBe('OVERPAYMENT');
    const brotherId = await home.brother();
    const other = await take(home, { studentId: brotherId });
    expect(await apply({ depositId: other.id })).toBe('DEPOSIT_NOT_FOR_CONTRACT');
    const { id } = await take(home);
    expect(await apply({ depositId: id })).toBeUndefined();
    expect(await apply({ depositId: id, contractId: await home.contract() })).toBe('DEPOSIT_NOT_HELD');
    expect(await home.books()).toMatchObject({ balanced: true });
  });
});

describe('no contract comes about', () => {
  test('a deposit goes back in full by the way it came', async () => {
    const home = await family(app);
    const { id } = await take(home, { kind: 'DEPOSIT' });
    expect(codeOf(await settle(home, id, { method: 'ALIPAY' }))).toBe('REFUND_WRONG_CHANNEL');
    expect(codeOf(await settle(home, id, { evidence: null }))).toBe('EMPTY_TEXT');
    const settled = await settle(home, id, {});
    expect(settled.data.settleDeposit.deposit).toMatchObject({
      status: 'REFUNDED',
      settlement: { returnedFen: 50_000, forfeitedFen: 0, compensationFen: 0, method: 'CARD', evidence: 'bank-9' },
    });
    expect(await home.books()).toMatchObject({ balanced: true, CASH: 0, DEPOSIT_HELD: 0 });
    expect(codeOf(await settle(home, id, {}))).toBe('DEPOSIT_NOT_HELD');
  });

  test('earnest money stays with the school when the customer withdraws, but for what is above 20 %', async () => {
    const home = await family(app);
    const { id } = await take(home, { amountFen: 100_000 });
    expect((await settle(home, id, {})).data.settleDeposit.deposit).toMatchObject({
      status: 'FORFEITED',
      settlement: { returnedFen: 40_000, forfeitedFen: 60_000, compensationFen: 0 },
    });
    expect(await home.books()).toMatchObject({
      ...{ balanced: true, CASH: 60_000, EARNEST_MONEY_HELD: 0, EARNEST_MONEY_FORFEITED: -60_000 },
    });
  });

  test('earnest money goes back twice when the school is at fault; the ceiling needs the amount of the contract', async () => {
    const home = await family(app);
    const { id } = await take(home, { contractAmountFen: null });
    expect(codeOf(await settle(home, id, { schoolAtFault: true }))).toBe('CONTRACT_AMOUNT_NEEDED');
    const settled = await settle(home, id, {
      schoolAtFault: true,
      contractAmountFen: 300_000,
      method: 'BANK_TRANSFER',
    });
    expect(settled.data.settleDeposit.deposit).toMatchObject({
      status: 'RETURNED_DOUBLE',
      settlement: { returnedFen: 50_000, compensationFen: 50_000, method: 'BANK_TRANSFER' },
    });
    expect(await home.books()).toMatchObject({
      ...{ balanced: true, CASH: -50_000, EARNEST_MONEY_HELD: 0, EARNEST_MONEY_PENALTY: 50_000 },
    });
  });
});

test('the family sees its deposit; another chain, a sibling branch and another family see nothing', async () => {
  const home = await family(app);
  const { id } = await take(home);
  const query = `query ($id: ID!) { deposit(id: $id) { id } deposits(filter: { kind: EARNEST_MONEY, status: HELD }) { totalCount } }`;
  const seen = async (who: Parameters<typeof home.ask>[0]) => {
    const { data } = await home.ask(who, query, { id });
    return [data.deposit?.id ?? null, data.deposits.totalCount];
  };
  for (const who of ['guardian', 'manager', 'hq'] as const) expect(await seen(who)).toEqual([id, 1]);
  for (const who of ['stranger', 'sibling', 'otherFamily'] as const) expect(await seen(who)).toEqual([null, 0]);
  const input = { depositId: id, schoolAtFault: false };
  const hq = app.gateway.ask(app.service, home.people.stranger, SETTLE, { input });
  expect(codeOf(await hq)).toBe('DEPOSIT_NOT_FOUND');
});
