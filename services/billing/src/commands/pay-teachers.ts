import { teacherPayPosted } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { branchAccount } from '../domain/ledger.ts';
import { lessonDay, payPeriod, showsTeaching } from '../domain/teacher-pay.ts';
import type { PayLineRow, PayRuleRow } from '../persistence/queries/posting-state.ts';
import { DEFAULT_ZONE } from '../persistence/queries/time-zone.ts';
import type { AttendancePosting, Batch } from './attendance-batch.ts';

/**
 * Pays who taught, once a lesson: when the first attendance shows that it was taught, to whoever taught (a substitute, not
 * the absent one). A correction that leaves no such attendance, or names somebody else, takes the line back.
 */
export function payTeachers(batch: Batch, postings: readonly AttendancePosting[]): void {
  const lessons = new Map(postings.map((posting) => [posting.scheduledLessonId, posting]));
  const rolls = Map.groupBy(batch.counting.values(), (row) => row.scheduledLessonId);
  const paid = Map.groupBy(batch.state.payLines, (line) => line.scheduledLessonId);
  for (const [scheduledLessonId, posting] of lessons) {
    const isTaught = (rolls.get(scheduledLessonId) ?? []).some((row) => showsTeaching(row.status));
    const lines = paid.get(scheduledLessonId) ?? [];
    for (const line of lines) if (!isTaught || line.teacherId !== posting.teacherId) takeBack(batch, line, posting);
    if (isTaught && !lines.some((line) => line.teacherId === posting.teacherId)) pay(batch, posting);
  }
}

function pay(batch: Batch, posting: AttendancePosting): void {
  const zone = batch.state.zones.find(({ branchId }) => branchId === posting.branchId)?.timeZone ?? DEFAULT_ZONE;
  const lessonStartsAt = new Date(posting.lessonStartsAt);
  const rule = ruleOn(batch.state.payRules, posting.teacherId, lessonStartsAt, zone);
  // Nothing is agreed with this teacher: nothing is owed.
  if (!rule) return;
  const { branchId, teacherId, scheduledLessonId } = posting;
  const line = {
    branchId,
    teacherId,
    scheduledLessonId,
    payRuleId: rule.id,
    amountFen: rule.rule.amountFen,
    reversesId: null,
  };
  post(batch, posting, { ...line, period: payPeriod(lessonStartsAt, zone), lessonStartsAt: posting.lessonStartsAt });
}

/** A reversal belongs to the period of the lesson: periods are not closed yet. */
const takeBack = (batch: Batch, line: PayLineRow, posting: AttendancePosting): void =>
  post(batch, posting, { ...line, amountFen: -line.amountFen, reversesId: line.id }, line.ledgerTransactionId);

function post(
  batch: Batch,
  { correlationId }: AttendancePosting,
  draft: Omit<PayLineRow, 'id' | 'ledgerTransactionId'>,
  reversedTransactionId: string | null = null,
): void {
  const { branchId, teacherId, scheduledLessonId, amountFen, period } = draft;
  const kind = reversedTransactionId === null ? 'TEACHER_PAY' : 'TEACHER_PAY_REVERSAL';
  const ledgerTransactionId = batch.ledger.post(
    { kind, branchId, scheduledLessonId, reversesId: reversedTransactionId },
    [
      { account: branchAccount('TEACHER_PAY_EXPENSE', branchId), amount: amountFen },
      { account: { code: 'TEACHER_PAY_PAYABLE', branchId, ownerId: teacherId }, amount: -amountFen },
    ],
  );
  const id = newId();
  batch.payLines.push({ ...draft, id, ledgerTransactionId });
  const postedAt = batch.unit.now.toISOString();
  const fact = { teacherPayLineId: id, teacherId, scheduledLessonId, amountFen, period, postedAt };
  batch.unit.correlated(correlationId).record(teacherPayPosted, { id, version: 1, branchId }, fact);
}

/** The rule of the lesson's day in the branch's zone: the last one to have begun. */
function ruleOn(rules: readonly PayRuleRow[], teacherId: string, at: Date, zone: string): PayRuleRow | undefined {
  const day = lessonDay(at, zone);
  return rules
    .filter((rule) => rule.teacherId === teacherId && rule.validFrom <= day)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
}
