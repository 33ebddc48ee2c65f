import type { UnitOfWork } from '@campusgraph/persistence';
import type { AccountLot } from '../../domain/consumption.ts';
import { toJson } from './ledger.ts';
import type { ConsumptionRow, PayLineRow } from './posting-state.ts';

/** What a batch of attendance changed. */
export interface Postings {
  reversedIds: readonly string[];
  consumptions: readonly ConsumptionRow[];
  payLines: readonly PayLineRow[];
  lots: readonly AccountLot[];
  accounts: readonly { id: string; arrearsHundredths: number }[];
}

const REVERSE = `update lesson_consumption set reversed_at = ? where id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;

const SAVE = `
with consumed as (
  insert into lesson_consumption (id, organization_id, branch_id, student_id, guardian_id, scheduled_lesson_id, class_group_id, course_id, teacher_id,
    revision, status, lesson_hundredths, lesson_starts_at, leave_requested_at, due_hundredths, outcome, policy_version, parts, arrears_hundredths,
    revenue_fen, ledger_transaction_id, posted_at, reversed_at)
  select id, ?, branch_id, student_id, guardian_id, scheduled_lesson_id, class_group_id, course_id, teacher_id, revision, status, lesson_hundredths,
    lesson_starts_at, leave_requested_at, due_hundredths, outcome, policy_version, parts, arrears_hundredths, revenue_fen, ledger_transaction_id, ?, reversed_at
  from jsonb_to_recordset(?::jsonb) as row (id uuid, branch_id uuid, student_id uuid, guardian_id uuid, scheduled_lesson_id uuid, class_group_id uuid,
    course_id uuid, teacher_id uuid, revision int, status text, lesson_hundredths int, lesson_starts_at timestamptz, leave_requested_at timestamptz,
    due_hundredths int, outcome text, policy_version text, parts jsonb, arrears_hundredths int, revenue_fen bigint, ledger_transaction_id uuid, reversed_at timestamptz)
), paid as (
  insert into teacher_pay_line (id, organization_id, branch_id, teacher_id, scheduled_lesson_id, pay_rule_id, amount_fen, period, lesson_starts_at,
    reverses_id, ledger_transaction_id, posted_at)
  select id, ?, branch_id, teacher_id, scheduled_lesson_id, pay_rule_id, amount_fen, period, lesson_starts_at, reverses_id, ledger_transaction_id, ?
  from jsonb_to_recordset(?::jsonb) as row (id uuid, branch_id uuid, teacher_id uuid, scheduled_lesson_id uuid, pay_rule_id uuid, amount_fen bigint,
    period text, lesson_starts_at timestamptz, reverses_id uuid, ledger_transaction_id uuid)
), used as (
  update lesson_lot lot set consumed_hundredths = row.consumed_hundredths, recognised_fen = row.recognised_fen
  from jsonb_to_recordset(?::jsonb) as row (lot_id uuid, consumed_hundredths int, recognised_fen bigint) where lot.id = row.lot_id
)
update lesson_account account set arrears_hundredths = row.arrears_hundredths
from jsonb_to_recordset(?::jsonb) as row (id uuid, arrears_hundredths int) where account.id = row.id`;

/** Writes a batch: one statement, and one before it where something is taken back. */
export async function savePostings({ em, principal, now }: UnitOfWork, postings: Postings): Promise<void> {
  const { reversedIds, consumptions, payLines, lots, accounts } = postings;
  // First: while it counts, the index that lets one consumption count per lesson would refuse the new one.
  if (reversedIds.length > 0) await em.execute(REVERSE, [now, JSON.stringify(reversedIds)]);
  const changedLots = lots.map(({ lotId, consumedHundredths, recognisedFen }) => ({
    lotId,
    consumedHundredths,
    recognisedFen,
  }));
  const at = [principal.organizationId, now];
  await em.execute(SAVE, [
    ...at,
    toJson(consumptions),
    ...at,
    toJson(payLines),
    toJson(changedLots),
    toJson(accounts.map(({ id, arrearsHundredths }) => ({ id, arrearsHundredths }))),
  ]);
}
