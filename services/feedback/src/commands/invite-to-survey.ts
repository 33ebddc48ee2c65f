import { surveyInvited } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import type { SurveyOccasion } from '../domain/survey.ts';
import { SurveyInvitation } from '../persistence/entities/survey-invitation.ts';
import { latestSurvey } from '../persistence/queries/in-force.ts';
import { shipDefaults } from './ship-defaults.ts';
import { newSurveyToken, surveyTokenHash } from './survey-token.ts';

export interface SurveyCause {
  occasion: SurveyOccasion;
  /** The ticket or the refund request. */
  causeId: string;
  branchId: string;
  guardianId: string;
  studentId: string | null;
  ticketId: string | null;
  /** What the family is asked about, in words. */
  subject: string;
}

const DAY_MS = 86_400_000;

/** Sends the survey in force to a family, once per cause: a ticket that is reopened and confirmed again is not asked about twice. */
export async function inviteToSurvey(unit: UnitOfWork, cause: SurveyCause): Promise<SurveyInvitation | null> {
  const { em, principal, now } = unit;
  const { occasion, causeId } = cause;
  await shipDefaults(unit);
  const survey = await latestSurvey(em, occasion);
  if (!survey || (await em.count(SurveyInvitation, { occasion, causeId })) > 0) return null;
  const token = newSurveyToken();
  const invitation = em.create(SurveyInvitation, {
    ...cause,
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    surveyId: survey.id,
    tokenHash: surveyTokenHash(token),
    expiresAt: new Date(now.getTime() + survey.openDays * DAY_MS),
  });
  unit.record(surveyInvited, invitation, {
    invitationId: invitation.id,
    surveyId: survey.id,
    kind: survey.kind,
    guardianId: cause.guardianId,
    studentId: cause.studentId,
    token,
    subject: cause.subject,
    expiresAt: invitation.expiresAt.toISOString(),
  });
  return invitation;
}
