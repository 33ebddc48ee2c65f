import { newId, type UnitOfWork } from '@campusgraph/persistence';
import type { AccountLot, ConsumptionPart } from '../../domain/consumption.ts';
import type { AttendanceStatus } from '../../domain/deduction.ts';
import type { PolicyVersion } from '../../domain/policy.ts';
import { toJson } from './ledger.ts';

export interface LockedAccount {
  id: string;
  studentId: string;
  guardianId: string;
  branchId: string;
  arrearsHundredths: number;
  /** The version before this unit of work; it has been raised by what was reserved. */
  baseVersion: number;
}

/** What a student's attendance of one lesson has taken; the row of `lesson_consumption` that counts. */
export interface ConsumptionRow {
  id: string;
  branchId: string;
  studentId: string;
  guardianId: string;
  scheduledLessonId: string;
  classGroupId: string;
  courseId: string;
  teacherId: string;
  revision: number;
  status: AttendanceStatus;
  lessonHundredths: number;
  lessonStartsAt: string;
  leaveRequestedAt: string | null;
  dueHundredths: number;
  outcome: 'POSTED' | 'NOT_CHARGED' | 'REFUSED';
  policyVersion: string;
  parts: ConsumptionPart[];
  arrearsHundredths: number;
  revenueFen: number;
  ledgerTransactionId: string | null;
  /** Set where the batch that made it took it back again. */
  reversedAt?: Date;
}

export interface PayLineRow {
  id: string;
  branchId: string;
  teacherId: string;
  scheduledLessonId: string;
  payRuleId: string;
  amountFen: number;
  period: string;
  lessonStartsAt: string;
  reversesId: string | null;
  ledgerTransactionId: string;
}

export interface PayRuleRow {
  id: string;
  teacherId: string;
  rule: { kind: 'FIXED'; amountFen: number };
  /** `YYYY-MM-DD`. */
  validFrom: string;
}

type LotRow = Omit<AccountLot, 'activatedAt'> & { studentId: string; activatedAt: string };

/** Everything that a batch of attendance is decided on, read in one round trip. */
export interface PostingState {
  lots: (AccountLot & { studentId: string })[];
  /** Those that count, of the lessons asked for: every student's. */
  consumptions: ConsumptionRow[];
  payLines: PayLineRow[];
  payRules: PayRuleRow[];
  policies: PolicyVersion[];
  zones: { branchId: string; timeZone: string }[];
}

const LOCK_ACCOUNTS = `
insert into lesson_account (id, organization_id, created_at, version, branch_id, student_id, guardian_id, arrears_hundredths)
select id, ?, ?, 1 + reserved, branch_id, student_id, guardian_id, 0
from jsonb_to_recordset(?::jsonb) as wanted (id uuid, branch_id uuid, student_id uuid, guardian_id uuid, reserved int)
order by student_id
on conflict (student_id) do update set version = lesson_account.version + excluded.version - 1
returning id, student_id as "studentId", guardian_id as "guardianId", branch_id as "branchId", arrears_hundredths as "arrearsHundredths", version`;

/**
 * Locks the students' accounts in one order, opens those that are missing, and raises each version by the number of events
 * that may be recorded about it: so the account's events stay in order of its commits.
 */
export async function lockAccounts(
  { em, principal, now }: UnitOfWork,
  wanted: readonly { studentId: string; guardianId: string; branchId: string; reserved: number }[],
): Promise<LockedAccount[]> {
  const rows = wanted.map((account) => ({ ...account, id: newId() }));
  const locked = await em.execute<(Omit<LockedAccount, 'baseVersion'> & { version: number })[]>(LOCK_ACCOUNTS, [
    principal.organizationId,
    now,
    toJson(rows),
  ]);
  const reserved = new Map(wanted.map((account) => [account.studentId, account.reserved]));
  return locked.map(({ version, ...account }) => ({
    ...account,
    baseVersion: version - (reserved.get(account.studentId) ?? 0),
  }));
}

const CONSUMPTION_COLUMNS = `id, branch_id as "branchId", student_id as "studentId", guardian_id as "guardianId", scheduled_lesson_id as "scheduledLessonId",
  class_group_id as "classGroupId", course_id as "courseId", teacher_id as "teacherId", revision, status, lesson_hundredths as "lessonHundredths",
  lesson_starts_at as "lessonStartsAt", leave_requested_at as "leaveRequestedAt", due_hundredths as "dueHundredths", outcome,
  policy_version as "policyVersion", parts, arrears_hundredths as "arrearsHundredths", revenue_fen as "revenueFen", ledger_transaction_id as "ledgerTransactionId"`;

const all = (query: string): string => `(select coalesce(jsonb_agg(to_jsonb(row)), '[]'::jsonb) from (${query}) row)`;

const LOAD = `
with student as (select value::uuid as id from jsonb_array_elements_text(?::jsonb)),
     lesson as (select value::uuid as id from jsonb_array_elements_text(?::jsonb)),
     teacher as (select value::uuid as id from jsonb_array_elements_text(?::jsonb))
select
${all(`select lot.id as "lotId", lot.kind, lot.student_id as "studentId", lot.contract_id as "contractId", lot.branch_id as "branchId",
    lot.granted_hundredths - lot.consumed_hundredths - lot.withdrawn_hundredths as "remainingHundredths",
    lot.consumed_hundredths as "consumedHundredths", lot.recognised_fen as "recognisedFen", lot.activated_at as "activatedAt",
    contract.status = 'ACTIVE' as "isActive",
    jsonb_build_object('tuitionFen', contract.tuition_fen, 'materialsFen', contract.materials_fen,
      'paidHundredths', contract.paid_hundredths, 'giftHundredths', contract.gift_hundredths) as terms
  from lesson_lot lot join contract on contract.id = lot.contract_id where lot.student_id in (select id from student)`)} as lots,
${all(`select ${CONSUMPTION_COLUMNS} from lesson_consumption
  where scheduled_lesson_id in (select id from lesson) and reversed_at is null`)} as consumptions,
${all(`select id, branch_id as "branchId", teacher_id as "teacherId", scheduled_lesson_id as "scheduledLessonId", pay_rule_id as "payRuleId",
    amount_fen as "amountFen", period, lesson_starts_at as "lessonStartsAt", reverses_id as "reversesId", ledger_transaction_id as "ledgerTransactionId"
  from teacher_pay_line line where scheduled_lesson_id in (select id from lesson) and reverses_id is null
    and not exists (select from teacher_pay_line later where later.reverses_id = line.id)`)} as "payLines",
${all(`select id, teacher_id as "teacherId", rule, valid_from::text as "validFrom" from pay_rule where teacher_id in (select id from teacher)`)} as "payRules",
${all(`select kind, branch_id as "branchId", number, valid_from as "validFrom", body from policy where kind in ('DEDUCTION', 'REVENUE')`)} as policies,
${all(`select branch_id as "branchId", time_zone as "timeZone" from branch_copy`)} as zones`;

/** Reads what the attendance of these students in these lessons is decided on. Their accounts must be locked. */
export async function loadPostingState(
  { em }: UnitOfWork,
  of: { studentIds: readonly string[]; lessonIds: readonly string[]; teacherIds: readonly string[] },
): Promise<PostingState> {
  const [row] = await em.execute<
    [
      Omit<PostingState, 'lots' | 'policies'> & {
        lots: LotRow[];
        policies: (Omit<PolicyVersion, 'validFrom'> & { validFrom: string })[];
      },
    ]
  >(
    LOAD,
    [of.studentIds, of.lessonIds, of.teacherIds].map((ids) => JSON.stringify(ids)),
  );
  return {
    ...row,
    lots: row.lots.map((lot) => ({ ...lot, activatedAt: new Date(lot.activatedAt) })),
    policies: row.policies.map((version) => ({ ...version, validFrom: new Date(version.validFrom) })),
  };
}

const OPEN_ARREARS = `select ${all(`select ${CONSUMPTION_COLUMNS} from lesson_consumption
  where student_id = ? and reversed_at is null and (arrears_hundredths > 0 or outcome = 'REFUSED')
  order by lesson_starts_at, id`)} as rows`;

/** What a student took without having the lessons, the oldest first. */
export async function openArrears({ em }: UnitOfWork, studentId: string): Promise<ConsumptionRow[]> {
  const [row] = await em.execute<[{ rows: ConsumptionRow[] }]>(OPEN_ARREARS, [studentId]);
  return row.rows;
}
