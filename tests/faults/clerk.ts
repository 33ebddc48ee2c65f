import type { Random } from '../../infra/stack/src/demo/chain/random.ts';
import type { Pupil } from './school.ts';

const RECORD = `mutation Record($input: RecordAttendanceInput!) { recordAttendance(input: $input) { records { id } recorded } }`;
const CORRECT = `mutation Correct($input: CorrectAttendanceInput!) { correctAttendance(input: $input) { attendanceRecord { id } } }`;
const PAY = `mutation Pay($input: RecordPaymentInput!) { recordPayment(input: $input) { payment { id receiptNumber amountFen } } }`;

/** Each of them costs a lesson. */
const STATUSES = ['PRESENT', 'LATE', 'EARLY_LEAVE', 'NO_SHOW'] as const;

/**
 * Sends a write until it is answered, however long that takes. `doneAlready`: the refusal that says, to whoever sends again,
 * that it was done the first time; the answer is null then. Throws any other refusal.
 */
// biome-ignore lint/suspicious/noExplicitAny: the shape of the answer is the shape of the query
export type Persistently = (query: string, input: object, doneAlready?: string) => Promise<any>;

/** One student's roll at one lesson that the graph answered for, as last corrected. */
export interface TakenRoll {
  input: { scheduledLessonId: string; entries: { studentId: string; status: string }[] };
  recordId: string;
  status: string;
  /** 1, and one more for each correction that was answered. */
  revision: number;
}

export interface TakenPayment {
  input: object;
  receipt: { id: string; receiptNumber: string; amountFen: number };
}

export interface Desk {
  persistently: Persistently;
  random: Random;
  rolls: TakenRoll[];
  payments: TakenPayment[];
  closing: AbortSignal;
}

/**
 * One student's clerk: takes the roll lesson after lesson, corrects some, takes an instalment now and then; after the last
 * lesson there are still corrections. One request at a time, so the order of the student's facts is known.
 */
export async function serve(pupil: Pupil, desk: Desk): Promise<void> {
  const { random, closing } = desk;
  const own: TakenRoll[] = [];
  for (let n = 0; !closing.aborted; n += 1) {
    const lessonId = pupil.lessonIds[n];
    if (lessonId) own.push(await takeRoll(desk, lessonId, pupil.studentId));
    if (!lessonId || random.chance(0.3)) await correct(desk, random.pick(own));
    if (random.chance(0.1)) await takePayment(desk, pupil, n);
  }
}

async function takeRoll(desk: Desk, scheduledLessonId: string, studentId: string): Promise<TakenRoll> {
  const status = desk.random.pick(STATUSES);
  const input = { scheduledLessonId, entries: [{ studentId, status }] };
  const { recordAttendance } = await desk.persistently(RECORD, input);
  const roll = { input, recordId: recordAttendance.records[0].id as string, status: status as string, revision: 1 };
  desk.rolls.push(roll);
  return roll;
}

async function correct({ persistently, random }: Desk, roll: TakenRoll): Promise<void> {
  const status = random.pick(STATUSES.filter((one) => one !== roll.status));
  await persistently(CORRECT, { attendanceRecordId: roll.recordId, status, reason: '更正' }, 'NOTHING_TO_CHANGE');
  roll.status = status;
  roll.revision += 1;
}

async function takePayment({ persistently, random, payments }: Desk, { contractId }: Pupil, n: number): Promise<void> {
  const money = { contractId, amountFen: 1 + random.below(500), method: 'CASH', evidence: `第 ${n} 笔` };
  const input = { ...money, idempotencyKey: `${contractId} ${n}` };
  payments.push({ input, receipt: (await persistently(PAY, input)).recordPayment.payment });
}

/** Sends them once more: the answers, in the same order. */
export async function sendAgain(
  persistently: Persistently,
  { rolls, payments }: { rolls: readonly TakenRoll[]; payments: readonly TakenPayment[] },
) {
  const recorded = await Promise.all(rolls.map(({ input }) => persistently(RECORD, input)));
  const paid = await Promise.all(payments.map(({ input }) => persistently(PAY, input)));
  return {
    rolls: recorded.map(({ recordAttendance }) => recordAttendance),
    payments: paid.map(({ recordPayment }) => recordPayment.payment),
  };
}
