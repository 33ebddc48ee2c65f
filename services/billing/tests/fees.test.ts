import { paymentReceived } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { family } from './family.ts';
import { startBilling } from './harness.ts';

let app: Awaited<ReturnType<typeof startBilling>>;
beforeAll(async () => {
  app = await startBilling();
});
afterAll(() => app.stop());

const ISSUE = `mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) { invoice {
  id number status totalFen paidFen outstandingFen dueOn lines { kind text amountFen } contract { id } student { id } payments { id } } } }`;
const PAY = `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) {
  payment { id receiptNumber amountFen method evidence contract { id } invoice { id } } contract { id }
  invoice { id status paidFen outstandingFen payments { receiptNumber } } } }`;
const codeOf = (answer: { errors?: { extensions: { code: string } }[] }) => answer.errors?.[0]?.extensions.code;
type Home = Awaited<ReturnType<typeof family>>;

const invoiceInput = ({ ids }: Home, more: object = {}) => ({
  ...{ branchId: ids.branchId, studentId: ids.studentId, guardianId: ids.guardianId, dueOn: '2026-03-15' },
  lines: [
    { kind: 'REGISTRATION', text: '报名费', amountFen: 20_000 },
    { kind: 'COURSE', text: '考级报名', amountFen: 50_000 },
    { kind: 'BOOK', text: '教材', amountFen: 8_000 },
  ],
  idempotencyKey: newId(),
  ...more,
});
const issue = async (home: Home, more: object = {}) =>
  (await home.ask('sales', ISSUE, { input: invoiceInput(home, more) })).data.issueInvoice.invoice;
const pay = (home: Home, invoiceId: string, amountFen: number, idempotencyKey = newId(), more: object = {}) =>
  home.ask('sales', PAY, {
    input: { invoiceId, amountFen, method: 'ALIPAY', evidence: 'ali-7', idempotencyKey, ...more },
  });

describe('fees other than tuition', () => {
  test('an invoice of ¥780 for a contract, paid in two: registration and books are revenue, the rest is owed', async () => {
    const home = await family(app);
    const contractId = await home.contract();
    const invoice = await issue(home, { contractId });
    expect(invoice).toMatchObject({
      ...{ number: 'I2026-000001', status: 'ISSUED', totalFen: 78_000, paidFen: 0, outstandingFen: 78_000 },
      ...{ dueOn: '2026-03-15', contract: { id: contractId }, student: { id: home.ids.studentId }, payments: [] },
    });
    const first = await pay(home, invoice.id, 30_000);
    expect(first.data.recordPayment).toMatchObject({
      payment: { receiptNumber: 'R2026-000001', method: 'ALIPAY', evidence: 'ali-7', contract: null },
      contract: null,
      invoice: { status: 'PARTLY_PAID', paidFen: 30_000, outstandingFen: 48_000 },
    });
    expect(await home.books()).toMatchObject({
      ...{ balanced: true, CASH: 30_000, FEE_REVENUE: -20_000, INVOICE_LIABILITY: -10_000 },
    });
    const second = await pay(home, invoice.id, 48_000);
    expect(second.data.recordPayment.invoice).toMatchObject({
      status: 'PAID',
      payments: [{ receiptNumber: 'R2026-000001' }, { receiptNumber: 'R2026-000002' }],
    });
    const books = await home.books();
    expect(books).toMatchObject({ balanced: true, CASH: 78_000, FEE_REVENUE: -28_000, INVOICE_LIABILITY: -50_000 });
    expect(books).not.toHaveProperty('CONTRACT_LIABILITY');
    expect(codeOf(await pay(home, invoice.id, 1))).toBe('OVERPAYMENT');
  });

  test('issued twice it is one invoice, paid twice one receipt; the same key for something else is an error', async () => {
    const home = await family(app);
    const input = invoiceInput(home);
    const [one, two] = await Promise.all([home.ask('sales', ISSUE, { input }), home.ask('sales', ISSUE, { input })]);
    expect(two?.data).toEqual(one?.data);
    expect(codeOf(await home.ask('sales', ISSUE, { input: { ...input, dueOn: '2026-03-16' } }))).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    const id = one?.data.issueInvoice.invoice.id as string;
    const key = newId();
    const [paid, again] = await Promise.all([pay(home, id, 20_000, key), pay(home, id, 20_000, key)]);
    expect(again?.data.recordPayment.payment).toEqual(paid?.data.recordPayment.payment);
    expect(await home.books()).toMatchObject({ balanced: true, CASH: 20_000 });
    expect(codeOf(await pay(home, id, 20_001, key))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('a payment is for one thing, an invoice for the own child, its own contract and real amounts', async () => {
    const home = await family(app);
    const { id } = await issue(home);
    const contractId = await home.contract();
    expect(codeOf(await pay(home, id, 100, newId(), { contractId }))).toBe('PAYS_ONE_THING');
    expect(codeOf(await pay(home, id, 100, newId(), { invoiceId: null }))).toBe('PAYS_ONE_THING');
    expect(codeOf(await pay(home, newId(), 100))).toBe('INVOICE_NOT_FOUND');
    const refusal = async (more: object) => codeOf(await home.ask('sales', ISSUE, { input: invoiceInput(home, more) }));
    expect(await refusal({ guardianId: newId() })).toBe('WRONG_GUARDIAN');
    expect(await refusal({ contractId: newId() })).toBe('CONTRACT_NOT_FOUND');
    expect(await refusal({ lines: [] })).toBe('INVALID_INVOICE');
  });

  test('the family sees its invoices; another chain, a sibling branch and another family see nothing', async () => {
    const home = await family(app);
    const { id } = await issue(home);
    await pay(home, id, 20_000);
    const query = `query ($id: ID!, $student: ID!) { invoice(id: $id) { id } invoices(filter: { studentId: $student }) { totalCount }
      payments(filter: { invoiceId: $id }) { totalCount }
      _entities(representations: [{ __typename: "Student", id: $student }]) { ... on Student { invoices(first: 1) { totalCount nodes { id } } } } }`;
    const seen = async (who: Parameters<typeof home.ask>[0]) => {
      const { data } = await home.ask(who, query, { id, student: home.ids.studentId });
      const { totalCount, nodes } = data._entities[0].invoices;
      return [data.invoice?.id ?? null, data.invoices.totalCount, data.payments.totalCount, totalCount, nodes.length];
    };
    for (const who of ['guardian', 'manager', 'hq'] as const) expect(await seen(who)).toEqual([id, 1, 1, 1, 1]);
    for (const who of ['stranger', 'sibling', 'otherFamily'] as const) {
      expect(await seen(who)).toEqual([null, 0, 0, 0, 0]);
    }
    expect(app.factsOf(paymentReceived, home.ids.organizationId)).toEqual([]);
  });
});
