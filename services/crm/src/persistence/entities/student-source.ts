import { instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { LEAD_CHANNELS } from '../../domain/lead-words.ts';

const studentSourceSchema = defineEntity({
  name: 'StudentSource',
  tableName: 'student_source',
  properties: {
    /** The student's id. */
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    guardianId: p.uuid().index(),
    leadId: p.uuid().index(),
    channel: oneOf(...LEAD_CHANNELS),
    sourceName: p.text(),
    capturedAt: instant(),
    convertedAt: instant(),
  },
  ...tenantPolicies('student_source', { branch: 'required', family: 'own' }),
});

/** Where a student came from. Outlives merges and changes of the lead. */
export class StudentSource extends studentSourceSchema.class {}
studentSourceSchema.setClass(StudentSource);
