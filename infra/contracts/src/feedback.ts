import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { id, instant } from './fields.ts';

/** Aggregate: CallbackTask. */
export const callbackScheduled = defineEvent('feedback.callback-task.scheduled.v1', {
  callbackTaskId: id,
  guardianId: id,
  studentId: id,
  stage: z.string(),
  dueAt: instant,
});
/**
 * Aggregate: CallbackTask. `nps` is 0–10 when it was asked. `note` is personal data, what the family said in the caller's words:
 * it is there for a PROBLEM only, which somebody has to act on.
 */
export const callbackCompleted = defineEvent('feedback.callback-task.completed.v1', {
  callbackTaskId: id,
  guardianId: id,
  studentId: id,
  stage: z.string(),
  outcome: z.string(),
  nps: z.number().int().min(0).max(10).nullable(),
  completedAt: instant,
  note: z.string().optional(),
});
/** Aggregate: SurveyInvitation. `token` opens the survey once. */
export const surveyInvited = defineEvent('feedback.survey.invited.v1', {
  invitationId: id,
  surveyId: id,
  kind: z.enum(['CSAT', 'NPS', 'CES']),
  guardianId: id,
  studentId: id.nullable(),
  token: z.string(),
  subject: z.string(),
  expiresAt: instant,
});
/** Aggregate: SurveyInvitation. `score` is on the scale of its kind: CSAT 1–5, NPS 0–10, CES 1–7. */
export const surveyAnswered = defineEvent('feedback.survey.answered.v1', {
  invitationId: id,
  surveyId: id,
  kind: z.enum(['CSAT', 'NPS', 'CES']),
  guardianId: id,
  studentId: id.nullable(),
  ticketId: id.nullable(),
  score: z.number().int(),
  answeredAt: instant,
});
