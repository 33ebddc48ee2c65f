import { surveyAnswered } from '@campusgraph/contracts';
import { DomainError, invalid } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { onScale } from '../domain/score-scale.ts';
import { refuseClosedInvitation } from '../domain/survey.ts';
import { SatisfactionScore } from '../persistence/entities/satisfaction-score.ts';
import { Survey } from '../persistence/entities/survey.ts';
import { SurveyInvitation } from '../persistence/entities/survey-invitation.ts';
import { SurveyResponse } from '../persistence/entities/survey-response.ts';
import { surveyTokenHash } from './survey-token.ts';

export interface AnswerSurveyInput {
  token?: string | null | undefined;
  invitationId?: string | null | undefined;
  score: number;
  comment?: string | null | undefined;
}

/** Answers an invitation of the guardian's own family, once. */
export async function answerSurvey(unit: UnitOfWork, input: AnswerSurveyInput): Promise<SurveyResponse> {
  const { em, now } = unit;
  // Locked, so that of two answers at once the second one is told of the first.
  const invitation = await em.findOne(SurveyInvitation, which(input), { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!invitation) throw unknownInvitation();
  refuseClosedInvitation(invitation, now);
  const { kind } = await em.findOneOrFail(Survey, { id: invitation.surveyId });
  const score = onScale(kind, input.score);
  invitation.answeredAt = now;
  const { id: invitationId, organizationId, branchId, surveyId, guardianId } = invitation;
  const studentId = invitation.studentId ?? null;
  const ticketId = invitation.ticketId ?? null;
  const given = { id: newId(), organizationId, branchId, kind, score, guardianId, studentId, ticketId };
  em.create(SatisfactionScore, { ...given, givenAt: now });
  const response = em.create(SurveyResponse, {
    ...given,
    createdAt: now,
    invitationId,
    surveyId,
    comment: input.comment ?? null,
    answeredAt: now,
  });
  const about = { invitationId, surveyId, kind, guardianId, studentId, ticketId };
  unit.record(surveyAnswered, invitation, { ...about, score, answeredAt: now.toISOString() });
  return response;
}

function which({ token, invitationId }: AnswerSurveyInput): { tokenHash: string } | { id: string } {
  if (token && !invitationId) return { tokenHash: surveyTokenHash(token) };
  if (invitationId && !token) return { id: invitationId };
  throw invalid('SURVEY_INVITATION_AMBIGUOUS', {
    en: 'Give either the token of the message or the invitationId, and not both.',
    'zh-CN': '请提供消息中的 token 或 invitationId 之一,且只能提供一个。',
  });
}

// Without the token in it: a message may end up in a log.
const unknownInvitation = () =>
  new DomainError('not-found', 'SURVEY_INVITATION_NOT_FOUND', {
    en: 'No survey of your family has that token or id. Open the link of the message again.',
    'zh-CN': '未找到属于您家庭的该问卷邀请,请重新打开消息中的链接。',
  });
