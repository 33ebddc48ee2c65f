import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CREATE_QUOTE, family, introductions } from './family.ts';
import { startBilling } from './harness.ts';

let app: Awaited<ReturnType<typeof startBilling>>;
beforeAll(async () => {
  app = await startBilling();
});
afterAll(() => app.stop());

const DEPOSIT = 'mutation ($input: TakeDepositInput!) { takeDeposit(input: $input) { deposit { id } } }';
const INVOICE = 'mutation ($input: IssueInvoiceInput!) { issueInvoice(input: $input) { invoice { id } } }';
const PAY_RULE = 'mutation ($input: SetPayRuleInput!) { setPayRule(input: $input) { payRule { id } } }';
const POLICY = 'mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { policy { id } } }';

type Home = Awaited<ReturnType<typeof family>>;

/** Every mutation that names what another service owns, sent by headquarters with some ids in place of its own. */
async function refusals(home: Home, instead: Partial<Home['ids']>): Promise<Record<string, string | undefined>> {
  const { organizationId: _, ...ids } = { ...home.ids, ...instead };
  const { branchId, studentId, guardianId, courseId } = ids;
  const send = async (query: string, input: object) =>
    (await home.ask('hq', query, { input })).errors?.[0]?.extensions.code;
  const of = { branchId, studentId, guardianId };
  const receipt = { method: 'CASH', evidence: '收据', idempotencyKey: newId() };
  const lines = [{ kind: 'BOOK', text: '教材', amountFen: 100 }];
  return {
    quote: await send(CREATE_QUOTE, { ...home.offer, ...of, courseId }),
    deposit: await send(DEPOSIT, { ...of, kind: 'DEPOSIT', amountFen: 100, ...receipt }),
    invoice: await send(INVOICE, { ...of, lines, dueOn: '2026-04-01', idempotencyKey: newId() }),
    policy: await send(POLICY, { branchId, sales: { termsVersion: '2', quoteValidDays: 3 } }),
  };
}

test("an id that is unknown and one of another chain's are refused alike, each by the name of what it is of", async () => {
  const [home, other] = [await family(app), await family(app)];
  const [branch, student] = ['BRANCH_NOT_FOUND', 'STUDENT_NOT_FOUND'];
  const none = { quote: undefined, deposit: undefined, invoice: undefined, policy: undefined };
  const payRule = async (teacherId: string) => {
    const input = { teacherId, kind: 'FIXED', amountFen: 100, validFrom: '2026-04-01' };
    return (await home.ask('hq', PAY_RULE, { input })).errors?.[0]?.extensions.code;
  };
  const unknown = { branchId: newId(), studentId: newId(), courseId: newId(), teacherId: newId() };
  for (const { branchId, studentId, courseId, teacherId } of [unknown, other.ids]) {
    const ofBranch = { quote: branch, deposit: branch, invoice: branch, policy: branch };
    expect(await refusals(home, { branchId })).toEqual(ofBranch);
    expect(await refusals(home, { studentId })).toEqual({
      ...none,
      quote: student,
      deposit: student,
      invoice: student,
    });
    expect(await refusals(home, { courseId })).toEqual({ ...none, quote: 'COURSE_NOT_FOUND' });
    expect(await payRule(teacherId)).toBe('TEACHER_NOT_FOUND');
  }
  expect([await refusals(home, {}), await payRule(home.ids.teacherId)]).toEqual([none, undefined]);
});

test("a branch does business neither for its sibling nor with its sibling's students", async () => {
  const home = await family(app);
  const siblingId = newId();
  const ids = { ...home.ids, branchId: siblingId, studentId: newId(), guardianId: newId() };
  await app.publish(introductions(ids, app.clock()));
  const clerk = principals.staff({ ...home.ids, branchIds: [siblingId], role: 'SALES' });
  const quote = async (change: object) => {
    const input = { ...home.offer, ...change };
    return (await app.gateway.ask(app.service, clerk, CREATE_QUOTE, { input })).errors?.[0]?.extensions.code;
  };
  const { studentId, guardianId } = ids;
  expect(await quote({})).toBe('BRANCH_NOT_FOUND');
  expect(await quote({ branchId: siblingId })).toBe('STUDENT_NOT_FOUND');
  expect(await quote({ branchId: siblingId, studentId, guardianId })).toBeUndefined();
});
