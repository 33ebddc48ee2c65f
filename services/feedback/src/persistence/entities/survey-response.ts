import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { SURVEY_KINDS } from '../../domain/score-scale.ts';

const surveyResponseSchema = defineEntity({
  name: 'SurveyResponse',
  tableName: 'survey_response',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    invitationId: p.uuid(),
    surveyId: p.uuid().index(),
    kind: oneOf(...SURVEY_KINDS),
    guardianId: p.uuid().index(),
    studentId: p.uuid().nullable(),
    ticketId: p.uuid().nullable().index(),
    score: p.integer(),
    comment: p.text().nullable(),
    answeredAt: instant(),
  },
  uniques: [{ name: 'survey_response_invitation', properties: ['invitationId'] }],
  indexes: [{ name: 'survey_response_answered', properties: ['organizationId', 'answeredAt', 'id'] }],
  ...tenantPolicies('survey_response', { branch: 'required', family: 'own' }),
});

export class SurveyResponse extends surveyResponseSchema.class {}
surveyResponseSchema.setClass(SurveyResponse);
