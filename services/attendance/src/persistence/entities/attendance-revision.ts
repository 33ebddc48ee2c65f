import { instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { ATTENDANCE_STATUSES } from '../../domain/status.ts';

const attendanceRevisionSchema = defineEntity({
  name: 'AttendanceRevision',
  tableName: 'attendance_revision',
  properties: {
    attendanceRecordId: p.uuid().primary(),
    revision: p.integer().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    guardianId: p.uuid(),
    status: oneOf(...ATTENDANCE_STATUSES),
    minutesLate: p.integer().nullable(),
    reason: p.text().nullable(),
    at: instant(),
    by: p.text(),
  },
  ...tenantPolicies('attendance_revision', { branch: 'required', family: 'own' }),
});

/** Append-only: what was ever said about an attendance. */
export class AttendanceRevision extends attendanceRevisionSchema.class {}
attendanceRevisionSchema.setClass(AttendanceRevision);
