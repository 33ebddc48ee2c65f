import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { CALLBACK_OUTCOMES, CALLBACK_STAGES, CALLBACK_STATUSES } from '../../domain/callback.ts';

const callbackTaskSchema = defineEntity({
  name: 'CallbackTask',
  tableName: 'callback_task',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    planId: p.uuid().index(),
    studentId: p.uuid().index(),
    guardianId: p.uuid().index(),
    /** What made it appear; one call per contract and stage. */
    contractId: p.uuid().nullable(),
    stage: oneOf(...CALLBACK_STAGES),
    status: oneOf(...CALLBACK_STATUSES),
    dueAt: instant(),
    /** The plan's words when it was made. */
    script: p.text(),
    ownerId: p.uuid().nullable(),
    outcome: oneOf(...CALLBACK_OUTCOMES).nullable(),
    nps: p.integer().nullable(),
    note: p.text().nullable(),
    completedAt: instant().nullable(),
    completedById: p.uuid().nullable(),
  },
  uniques: [{ name: 'callback_task_cause', properties: ['organizationId', 'contractId', 'stage'] }],
  indexes: [
    { name: 'callback_task_due', properties: ['organizationId', 'status', 'dueAt', 'id'] },
    { name: 'callback_task_branch_due', properties: ['organizationId', 'branchId', 'dueAt', 'id'] },
  ],
  ...tenantPolicies('callback_task', { branch: 'required', family: 'hidden' }),
});

export class CallbackTask extends callbackTaskSchema.class {}
callbackTaskSchema.setClass(CallbackTask);
