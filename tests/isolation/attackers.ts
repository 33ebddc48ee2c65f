import { type Principal, SCOPES } from '@campusgraph/auth';
import type { Row } from './rows.ts';

/** Somebody with every scope there is: only row-level security is left to stand in the way. */
export interface Attacker {
  who: string;
  principal: Principal;
  /** May know what stands in that row, and change it. Says so independently of the policies under test. */
  owns(row: Row): boolean;
  /** May read it, though it is not the attacker's own. */
  shares(row: Row): boolean;
  /** May add to what is shared: a colleague does, a family does not. */
  addsToShared: boolean;
}

/** What staff of one branch share with the whole organization. A table that is neither here nor has a branch is a secret. */
const SHARED_BY_BRANCHES = new Set([
  'academics.calendar_feed',
  'academics.course',
  'academics.holiday',
  'academics.pay_rule_copy',
  'academics.teacher',
  'academics.teacher_absence',
  'academics.travel_time',
  'billing.course_copy',
  'billing.number_sequence',
  'billing.pay_rule',
  'billing.teacher_copy',
  'crm.lead_policy_version',
  'feedback.survey',
  'notifications.organization_copy',
  'notifications.template',
  'organization.audit_entry',
  'organization.client_app',
  'organization.organization',
  'organization.region',
  'organization.revoked_token',
  'support.ticket_counter',
  // With a branch or, where that is null, for every branch.
  'academics.seat_policy',
  'billing.policy',
  'feedback.callback_plan',
  'support.service_policy',
]);

/** What a family sees of its own branch beside its own rows: the school, its timetable and its rules. */
const SHARED_WITH_FAMILIES = new Set([
  'academics.activity',
  'academics.branch_copy',
  'academics.class_group',
  'academics.course',
  'academics.holiday',
  'academics.room',
  'academics.scheduled_lesson',
  'academics.seat_policy',
  'academics.teacher',
  'attendance.lesson_copy',
  'billing.branch_copy',
  'billing.policy',
  'feedback.branch_copy',
  'feedback.survey',
  'notifications.branch_copy',
  'notifications.class_group_copy',
  'notifications.organization_copy',
  'organization.branch',
  'organization.organization',
  'organization.region',
  'support.branch_copy',
  'support.business_calendar',
  'support.service_policy',
]);

/** Bookkeeping that says nothing about anybody to whom it is not told. */
const BOOKKEEPING = new Set([
  'academics.resource_booking',
  'billing.number_sequence',
  'billing.student_copy',
  'support.ticket_counter',
]);

/** Columns in which the school counts the seats that families take; the rest of such a row is the school's alone. */
const COUNTS: Record<string, readonly string[]> = {
  'academics.activity': ['seats_taken', 'version'],
  'academics.class_group': ['enrolled_count', 'held_count', 'version'],
};

/** A shared row that differs from one of `others` by nothing but what was counted in it: the attacker took a seat for the own child. */
export function isCounted({ shares }: Attacker, row: Row, others: readonly Row[]): boolean {
  const counts = COUNTS[row.table];
  if (!counts || !shares(row)) return false;
  const rest = ({ values }: Row) =>
    JSON.stringify(Object.entries(values).filter(([column]) => !counts.includes(column)));
  return others.some((other) => other.table === row.table && rest(other) === rest(row));
}

/**
 * Beside the attacker's own and shared rows: what may come to the tables of the attacker's own organization, and branch,
 * without an attack having succeeded.
 */
export function isRecord({ principal: { organizationId, branches } }: Attacker, { table, values }: Row): boolean {
  // Nobody's: whoever signs in is counted where the sign-in comes from.
  if (table === 'organization.address_guesses') return true;
  if (values.organization_id !== organizationId) return false;
  // Figures of the branch count what the attacker did with the own rows.
  if (table === 'insights.branch_day') return branches === 'ALL' || branches.includes(String(values.branch_id));
  return table === 'organization.audit_entry' || table.includes('.events.') || BOOKKEEPING.has(table);
}

const base = { scopes: [...SCOPES], locale: 'zh-CN' } as const;

export const headquartersOfAnother = (organizationId: string, subject: string): Attacker => ({
  who: 'headquarters of another organization',
  principal: { ...base, scopes: [...SCOPES], kind: 'STAFF', subject, organizationId, branches: 'ALL' },
  owns: ({ values }) => values.organization_id === organizationId,
  shares: () => false,
  addsToShared: false,
});

export const managerOf = (organizationId: string, branchId: string, subject: string): Attacker => ({
  who: 'the manager of the sibling branch',
  principal: { ...base, scopes: [...SCOPES], kind: 'STAFF', subject, organizationId, branches: [branchId] },
  owns: ({ values }) =>
    values.organization_id === organizationId &&
    (values.branch_id === branchId || (values.branch_ids as string[] | undefined)?.includes(branchId) === true),
  shares: ({ table, values }) =>
    values.organization_id === organizationId &&
    (SHARED_BY_BRANCHES.has(table) || values.branch_ids === null) &&
    (values.branch_id === undefined || values.branch_id === null),
  addsToShared: true,
});

export const guardianOf = (organizationId: string, branchId: string, guardianId: string): Attacker => ({
  who: 'the guardian of another family of the same branch',
  principal: {
    ...base,
    scopes: [...SCOPES],
    kind: 'GUARDIAN',
    subject: guardianId,
    organizationId,
    branches: [branchId],
    guardianId,
  },
  owns: ({ values }) => values.organization_id === organizationId && values.guardian_id === guardianId,
  shares: ({ table, values }) =>
    values.organization_id === organizationId &&
    SHARED_WITH_FAMILIES.has(table) &&
    [undefined, null, branchId].includes(values.branch_id as string | null | undefined),
  addsToShared: false,
});
