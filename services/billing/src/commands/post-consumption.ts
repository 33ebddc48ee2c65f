import { consumptionReversed, lessonsConsumed } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { consume, consumptionEntries, reversalEntries, reverse } from '../domain/consumption.ts';
import { dueHundredths } from '../domain/deduction.ts';
import { choosePolicy } from '../domain/policy.ts';
import type { ConsumptionRow } from '../persistence/queries/posting-state.ts';
import { type AttendancePosting, type Batch, lessonKey, type PostingAccount } from './attendance-batch.ts';

/** Posts one student's attendance into the batch: takes the former charge back, if there is one, and makes the new one. */
export function postConsumption(batch: Batch, posting: AttendancePosting): void {
  const account = batch.accounts.get(posting.studentId);
  if (!account) throw new Error(`The account of student ${posting.studentId} is not locked.`);
  const key = lessonKey(posting);
  const former = batch.counting.get(key);
  if (posting.isRepost ? !hasLessons(account) : former && posting.revision <= former.revision) return;
  if (former) takeBack(batch, account, former, posting);
  const row = charge(batch, account, posting);
  batch.counting.set(key, row);
  batch.consumptions.set(row.id, row);
}

const hasLessons = ({ lots }: PostingAccount): boolean =>
  lots.some((lot) => lot.isActive && lot.remainingHundredths > 0);

function charge(batch: Batch, account: PostingAccount, posting: AttendancePosting): ConsumptionRow {
  const { ledger, state, unit } = batch;
  const lessonStartsAt = new Date(posting.lessonStartsAt);
  const deduction = choosePolicy('DEDUCTION', state.policies, posting.branchId, lessonStartsAt);
  const revenue = choosePolicy('REVENUE', state.policies, posting.branchId, unit.now);
  const leaveRequestedAt = posting.leaveRequestedAt === null ? null : new Date(posting.leaveRequestedAt);
  const due = dueHundredths({ ...posting, lessonStartsAt, leaveRequestedAt }, deduction.body);
  const { correlationId, reason, isRepost, ...attended } = posting;
  const row: ConsumptionRow = {
    ...attended,
    id: newId(),
    dueHundredths: due,
    outcome: 'NOT_CHARGED',
    policyVersion: deduction.version,
    parts: [],
    arrearsHundredths: 0,
    revenueFen: 0,
    ledgerTransactionId: null,
  };
  if (due === 0) return row;
  const consumption = consume(account, due, { deduction: deduction.body, revenue: revenue.body });
  if (!consumption) return { ...row, outcome: 'REFUSED' };
  const entries = consumptionEntries(ledger.book, account, consumption);
  const ledgerTransactionId = ledger.post(
    { kind: 'CONSUMPTION', ...headerOf(row, consumption.parts[0]?.contractId, account) },
    entries,
  );
  const revenueFen = consumption.parts.reduce((sum, part) => sum + part.revenueFen, 0);
  const posted: ConsumptionRow = { ...row, ...consumption, outcome: 'POSTED', revenueFen, ledgerTransactionId };
  unit.correlated(correlationId).record(lessonsConsumed, nextVersion(account, posting), factOf(batch, account, posted));
  return posted;
}

function takeBack(batch: Batch, account: PostingAccount, former: ConsumptionRow, posting: AttendancePosting): void {
  // What this very batch has charged is not in the database yet: it is written as taken back.
  if (batch.consumptions.has(former.id)) {
    batch.consumptions.set(former.id, { ...former, reversedAt: batch.unit.now });
  } else batch.reversedIds.push(former.id);
  if (former.outcome !== 'POSTED') return;
  const entries = reversalEntries(batch.ledger.book, account, former);
  reverse(account, former);
  const header = headerOf(former, former.parts[0]?.contractId, account);
  const reversalId = batch.ledger.post(
    { kind: 'CONSUMPTION_REVERSAL', ...header, reversesId: former.ledgerTransactionId },
    entries,
  );
  const fact = { ...factOf(batch, account, former), reversalId, reason: posting.reason };
  batch.unit.correlated(posting.correlationId).record(consumptionReversed, nextVersion(account, posting), fact);
}

const headerOf = (row: ConsumptionRow, contractId: string | undefined, account: PostingAccount) => ({
  branchId: account.branchId,
  studentId: row.studentId,
  guardianId: row.guardianId,
  scheduledLessonId: row.scheduledLessonId,
  contractId: contractId ?? null,
});

/** The account as the aggregate of one more event. The fact belongs to the branch where the lesson was. */
function nextVersion(account: PostingAccount, { branchId }: AttendancePosting) {
  account.eventsRecorded += 1;
  return { id: account.id, version: account.baseVersion + account.eventsRecorded, branchId };
}

function factOf({ unit }: Batch, account: PostingAccount, row: ConsumptionRow) {
  const taken = (kind: 'PAID' | 'GIFT') =>
    row.parts.reduce((sum, part) => sum + (part.kind === kind ? part.hundredths : 0), 0);
  const remaining = account.lots.reduce((sum, lot) => sum + (lot.isActive ? lot.remainingHundredths : 0), 0);
  return {
    consumptionId: row.id,
    studentId: row.studentId,
    guardianId: row.guardianId,
    scheduledLessonId: row.scheduledLessonId,
    classGroupId: row.classGroupId,
    courseId: row.courseId,
    teacherId: row.teacherId,
    contractId: row.parts[0]?.contractId ?? null,
    status: row.status,
    lessonHundredths: row.dueHundredths,
    paidHundredths: taken('PAID'),
    giftHundredths: taken('GIFT'),
    revenueFen: row.revenueFen,
    lessonStartsAt: new Date(row.lessonStartsAt).toISOString(),
    postedAt: unit.now.toISOString(),
    remainingHundredths: remaining - account.arrearsHundredths,
  };
}
