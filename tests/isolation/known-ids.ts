import type { IdOf } from './argument-values.ts';
import type { Row } from './rows.ts';

/** Which table an argument's id comes from. A new argument gets a line here; until then every test that needs it fails. */
const TABLES: Record<string, string> = {
  activityId: 'academics.activity',
  activitySeatId: 'academics.activity_seat',
  actorId: 'organization.staff',
  appliedRepairId: 'academics.applied_repair',
  assigneeId: 'organization.staff',
  attendanceRecordId: 'attendance.attendance_record',
  branchId: 'organization.branch',
  calendarFeedId: 'academics.calendar_feed',
  callbackPlanId: 'feedback.callback_plan',
  callbackTaskId: 'feedback.callback_task',
  classGroupId: 'academics.class_group',
  classLinkId: 'academics.class_link',
  clientAppId: 'organization.client_app',
  contractId: 'billing.contract',
  courseId: 'academics.course',
  deliveryId: 'notifications.delivery',
  depositId: 'billing.deposit',
  duplicateLeadId: 'crm.lead',
  enrollmentId: 'academics.enrollment',
  enrollmentSuspensionId: 'academics.enrollment_suspension',
  fromClassGroupId: 'academics.class_group',
  guardianId: 'crm.guardian',
  holidayId: 'academics.holiday',
  hostTeacherId: 'academics.teacher',
  householdId: 'crm.household',
  insteadOfHolidayId: 'academics.holiday',
  invitationId: 'feedback.survey_invitation',
  invoiceId: 'billing.invoice',
  leadId: 'crm.lead',
  leadImportId: 'crm.lead_import',
  leaveRequestId: 'attendance.leave_request',
  ledgerTransactionId: 'billing.ledger_transaction',
  organizationId: 'organization.organization',
  otherBranchId: 'organization.branch',
  otherClassGroupId: 'academics.class_group',
  ownerId: 'organization.staff',
  parkedMessageId: 'organization.parked_message',
  paymentId: 'billing.payment',
  quoteId: 'billing.quote',
  refundRequestId: 'billing.refund_request',
  otherTimetableRunId: 'academics.timetable_run',
  regionId: 'organization.region',
  roomClosureId: 'academics.room_closure',
  roomId: 'academics.room',
  scheduledLessonId: 'academics.scheduled_lesson',
  seatPolicyId: 'academics.seat_policy',
  servicePolicyId: 'support.service_policy',
  staffId: 'organization.staff',
  staffMemberId: 'organization.staff',
  studentId: 'academics.student',
  surveyId: 'feedback.survey',
  surveyInvitationId: 'feedback.survey_invitation',
  surveyResponseId: 'feedback.survey_response',
  teacherAbsenceId: 'academics.teacher_absence',
  teacherId: 'academics.teacher',
  templateId: 'notifications.template',
  ticketId: 'support.ticket',
  timetableRunId: 'academics.timetable_run',
  toClassGroupId: 'academics.class_group',
  trialLessonId: 'crm.trial_lesson',
  waitListEntryId: 'academics.wait_list_entry',
};
/** What else finds a row: the column that holds it. `tokenId` is an access token's, which no table holds before it is revoked. */
const COLUMNS: Record<string, readonly [table: string, column: string]> = {
  code: ['organization.branch', 'code'],
  number: ['billing.contract', 'number'],
  search: ['academics.student', 'name'],
};
/** Of two rows of a table the older one. */
const OTHERS = ['duplicateLeadId', 'otherClassGroupId', 'toClassGroupId'];
const NO_TABLE = { tokenId: crypto.randomUUID() };

export const isKnown = (name: string): boolean => name in TABLES || name in COLUMNS || name in NO_TABLE;

/** Ids of rows of one branch and, where rows have one, of one family: the newest of each kind. */
export function idsOf(
  rows: readonly Row[],
  of: { organizationId: string; branchId: string; guardianId: string },
): IdOf {
  const newest = new Map<string, Row[]>();
  for (const row of rows) {
    const { organization_id, branch_id, branch_ids, guardian_id } = row.values;
    const branches = (branch_ids as string[] | null | undefined) ?? [branch_id ?? of.branchId];
    if (organization_id !== of.organizationId || !branches.includes(of.branchId)) continue;
    if (![undefined, null, of.guardianId].includes(guardian_id as string | undefined)) continue;
    newest.set(row.table, [...(newest.get(row.table) ?? []), row]);
  }
  for (const found of newest.values()) found.sort((a, b) => (String(a.values.id) < String(b.values.id) ? 1 : -1));
  return (name) => {
    if (name in NO_TABLE) return NO_TABLE.tokenId;
    const [table, column] = COLUMNS[name] ?? [TABLES[name], 'id'];
    if (table === undefined) throw new Error(`known-ids.ts does not know which table ${name} comes from; add a line.`);
    const row = newest.get(table)?.[OTHERS.includes(name) ? 1 : 0];
    if (row === undefined) throw new Error(`No row in ${table} for ${name}; let school.ts make one.`);
    return String(row.values[column]);
  };
}
