import { aggregateProperties, instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const leaveRequestSchema = defineEntity({
  name: 'LeaveRequest',
  tableName: 'leave_request',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    studentId: p.uuid().index(),
    guardianId: p.uuid(),
    scheduledLessonId: p.uuid(),
    reason: p.text(),
    requestedAt: instant(),
    requestedBy: p.text(),
  },
  uniques: [{ name: 'leave_request_once', properties: ['scheduledLessonId', 'studentId'] }],
  indexes: [{ name: 'leave_request_requested_at', properties: ['organizationId', 'requestedAt', 'id'] }],
  ...tenantPolicies('leave_request', { branch: 'required', family: 'own' }),
});

export class LeaveRequest extends leaveRequestSchema.class {}
leaveRequestSchema.setClass(LeaveRequest);
