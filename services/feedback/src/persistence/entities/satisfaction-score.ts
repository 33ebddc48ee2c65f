import { instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { SURVEY_KINDS } from '../../domain/score-scale.ts';

/** Every score that was ever given, in a survey or on the phone: what the measures are made of. */
const satisfactionScoreSchema = defineEntity({
  name: 'SatisfactionScore',
  tableName: 'satisfaction_score',
  properties: {
    /** The survey response's or the callback task's. */
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    kind: oneOf(...SURVEY_KINDS),
    score: p.integer(),
    guardianId: p.uuid(),
    studentId: p.uuid().nullable(),
    ticketId: p.uuid().nullable(),
    givenAt: instant(),
  },
  indexes: [
    { name: 'satisfaction_score_branch', properties: ['organizationId', 'branchId', 'kind', 'givenAt'] },
    { name: 'satisfaction_score_guardian', properties: ['guardianId', 'kind', 'givenAt'] },
    { name: 'satisfaction_score_student', properties: ['studentId', 'kind', 'givenAt'] },
    { name: 'satisfaction_score_ticket', properties: ['ticketId', 'kind', 'givenAt'] },
  ],
  ...tenantPolicies('satisfaction_score', { branch: 'required', family: 'own' }),
});

export class SatisfactionScore extends satisfactionScoreSchema.class {}
satisfactionScoreSchema.setClass(SatisfactionScore);
