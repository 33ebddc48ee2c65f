import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { SURVEY_OCCASIONS } from '../../domain/survey.ts';

const surveyInvitationSchema = defineEntity({
  name: 'SurveyInvitation',
  tableName: 'survey_invitation',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    surveyId: p.uuid().index(),
    guardianId: p.uuid().index(),
    studentId: p.uuid().nullable(),
    ticketId: p.uuid().nullable(),
    occasion: oneOf(...SURVEY_OCCASIONS),
    /** The ticket or the refund request: a family is asked once about each. */
    causeId: p.uuid(),
    subject: p.text(),
    /** SHA-256 of the one-time token, in hex: the token itself is only in the message. */
    tokenHash: p.text(),
    expiresAt: instant(),
    answeredAt: instant().nullable(),
  },
  uniques: [
    { name: 'survey_invitation_cause', properties: ['organizationId', 'occasion', 'causeId'] },
    { name: 'survey_invitation_token', properties: ['tokenHash'] },
  ],
  indexes: [{ name: 'survey_invitation_created', properties: ['organizationId', 'createdAt', 'id'] }],
  ...tenantPolicies('survey_invitation', { branch: 'required', family: 'own' }),
});

export class SurveyInvitation extends surveyInvitationSchema.class {}
surveyInvitationSchema.setClass(SurveyInvitation);
