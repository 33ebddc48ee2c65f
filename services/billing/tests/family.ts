import {
  attendanceCorrected,
  attendanceRecorded,
  branchOpened,
  courseAdded,
  staffJoined,
  studentRegistered,
} from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { type Answer, principals } from '@campusgraph/testing';
import { envelope, type startBilling } from './harness.ts';

type Billing = Awaited<ReturnType<typeof startBilling>>;
type Status = 'PRESENT' | 'LATE' | 'LEAVE' | 'NO_SHOW' | 'TRIAL' | 'SCHOOL_CANCELLED';

export const CREATE_QUOTE = `mutation ($input: CreateQuoteInput!) { createQuote(input: $input) {
  quote { id totalFen status termsVersion expiresAt lines { code lessons amountFen } instalments { dueOn amountFen paidFen } student { id } } } }`;
export const ACCEPT = `mutation ($id: ID!) { acceptQuote(input: { quoteId: $id }) {
  contract { id number status totalFen paidFen outstandingFen sealSha256 acceptedAt instalments { paidFen } } } }`;
export const PAY = `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) {
  payment { id receiptNumber amountFen } contract { status paidFen outstandingFen instalments { paidFen } } } }`;
export const ACCOUNT = `query ($id: ID!) { _entities(representations: [{ __typename: "Student", id: $id }]) { ... on Student {
  lessonAccount { balance paidRemaining giftRemaining arrears lots { kind remaining contract { number } } } } } }`;
export const TRIAL_BALANCE = '{ trialBalance { balanced accounts { code unit debit credit balance } } }';

/** One family at a branch of a chain of its own, of which billing has heard, and what the front desk does with it. */
export async function family(app: Billing) {
  const [organizationId, branchId, studentId, guardianId, courseId, teacherId] = Array.from({ length: 6 }, () =>
    newId(),
  );
  const ids = {
    organizationId: organizationId as string,
    branchId: branchId as string,
    studentId: studentId as string,
    guardianId: guardianId as string,
    courseId: courseId as string,
    teacherId: teacherId as string,
  };
  const hq = principals.hq(ids);
  const branchIds = [ids.branchId];
  const people = {
    hq,
    sales: principals.staff({ ...ids, branchIds, role: 'SALES' }),
    manager: principals.staff({ ...ids, branchIds }),
    finance: principals.staff({ ...ids, branchIds, role: 'FINANCE' }),
    guardian: principals.guardian({ ...ids, branchIds }),
    sibling: principals.staff({ ...ids, branchIds: [newId()] }),
    stranger: principals.hq({ organizationId: newId() }),
    otherFamily: principals.guardian({ ...ids, guardianId: newId(), branchIds }),
  };
  const ask = (who: keyof typeof people, query: string, variables?: Record<string, unknown>): Promise<Answer> =>
    app.gateway.ask(app.service, people[who], query, variables);
  const offer = {
    ...{ branchId: ids.branchId, studentId: ids.studentId, guardianId: ids.guardianId, courseId: ids.courseId },
    ...{ paidLessons: 2000, giftLessons: 200, unitPriceFen: 15_000, startsOn: '2026-03-02' },
    instalments: [
      { dueOn: '2026-03-02', amountFen: 150_000 },
      { dueOn: '2026-04-01', amountFen: 150_000 },
    ],
  };
  const about = { organizationId: ids.organizationId, branchId: ids.branchId };
  const lesson = (startsAt = '2026-03-03T02:00:00.000Z') => ({ scheduledLessonId: newId(), startsAt });

  await app.publish(introductions(ids, app.clock()));

  function fact(at: ReturnType<typeof lesson>, status: Status, revision = 1, more: object = {}) {
    return {
      ...{ attendanceRecordId: newId(), revision, studentId: ids.studentId, guardianId: ids.guardianId, status },
      ...{ classGroupId: newId(), courseId: ids.courseId, teacherId: ids.teacherId, lessonHundredths: 100 },
      ...{ scheduledLessonId: at.scheduledLessonId, lessonStartsAt: at.startsAt, leaveRequestedAt: null },
      recordedAt: app.clock().toISOString(),
      ...more,
    };
  }

  return {
    ...{ ids, people, ask, offer, lesson },
    /** Quote → contract; returns the contract's id. */
    async contract(more: object = {}): Promise<string> {
      const quote = await ask('sales', CREATE_QUOTE, { input: { ...offer, ...more } });
      const accepted = await ask('guardian', ACCEPT, { id: quote.data.createQuote.quote.id });
      return accepted.data.acceptQuote.contract.id as string;
    },
    async pay(contractId: string, amountFen: number, idempotencyKey = newId(), who: keyof typeof people = 'sales') {
      const input = { contractId, amountFen, method: 'WECHAT_PAY', evidence: 'wx-1', idempotencyKey };
      const answer = await ask(who, PAY, { input });
      await app.service.idle();
      return answer;
    },
    attend: (at: ReturnType<typeof lesson>, status: Status, more: object = {}) =>
      envelope(attendanceRecorded, { ...about, at: app.clock() }, fact(at, status, 1, more)),
    correct: (at: ReturnType<typeof lesson>, status: Status, revision: number, previousStatus: Status) =>
      envelope(
        attendanceCorrected,
        { ...about, at: app.clock() },
        { ...fact(at, status, revision), previousStatus, reason: '老师点错了' },
      ),
    /** Another child of the same guardian. */
    async brother(): Promise<string> {
      const studentId = newId();
      await app.publish(introductions({ ...ids, studentId }, app.clock()));
      return studentId;
    },
    async account() {
      const answer = await ask('guardian', ACCOUNT, { id: ids.studentId });
      return answer.data._entities[0].lessonAccount;
    },
    async books() {
      const answer = await ask('finance', TRIAL_BALANCE);
      const { balanced, accounts } = answer.data.trialBalance as {
        balanced: boolean;
        accounts: { code: string; balance: number }[];
      };
      return { balanced, ...Object.fromEntries(accounts.map(({ code, balance }) => [code, balance])) };
    },
  };
}

type Ids = Record<'organizationId' | 'branchId' | 'studentId' | 'guardianId' | 'courseId' | 'teacherId', string>;

/** What organization and academics publish before a family comes in. */
export function introductions({ organizationId, branchId, ...ids }: Ids, at: Date) {
  const { studentId, guardianId, courseId, teacherId } = ids;
  const [here, everywhere] = [
    { organizationId, branchId, at },
    { organizationId, branchId: null, at },
  ];
  const branch = { branchId, code: 'BJ01', name: '朝阳校区', regionId: newId(), timeZone: 'Asia/Shanghai' };
  const teacher = { staffId: teacherId, name: '李老师', role: 'TEACHER', branchIds: [branchId], email: null };
  return [
    envelope(branchOpened, here, branch),
    envelope(studentRegistered, here, { studentId, guardianId, name: '小明' }),
    envelope(courseAdded, everywhere, { courseId, name: '数学', lessonHundredths: 100 }),
    envelope(staffJoined, everywhere, teacher),
  ];
}
