import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { day, id, instant, intentLevel, leadChannel, leadStatus, locale } from './fields.ts';

/** Aggregate: Lead. `status` is NEW, or what an imported lead had already reached. */
export const leadCaptured = defineEvent('crm.lead.captured.v1', {
  leadId: id,
  channel: leadChannel,
  sourceName: z.string(),
  capturedAt: instant,
  status: leadStatus,
  intentLevel,
  importJobId: id.nullable(),
});
/** Aggregate: Lead. The first contact moves it on in the funnel. */
export const leadFollowedUp = defineEvent('crm.lead.followed-up.v1', {
  leadId: id,
  followUpId: id,
  channel: leadChannel,
  sourceName: z.string(),
  capturedAt: instant,
  isFirst: z.boolean(),
  contactedAt: instant,
});
/** Aggregate: Lead. */
export const leadScored = defineEvent('crm.lead.scored.v1', {
  leadId: id,
  score: z.number().int(),
  intentLevel,
  previousIntentLevel: intentLevel.nullable(),
});
/** Aggregate: Lead. */
export const trialLessonBooked = defineEvent('crm.trial-lesson.booked.v1', {
  trialLessonId: id,
  leadId: id,
  channel: leadChannel,
  sourceName: z.string(),
  capturedAt: instant,
  scheduledLessonId: id.nullable(),
  startsAt: instant,
});
/** Aggregate: Lead. */
export const trialLessonAttended = defineEvent('crm.trial-lesson.attended.v1', {
  trialLessonId: id,
  leadId: id,
  channel: leadChannel,
  sourceName: z.string(),
  capturedAt: instant,
  outcome: z.string(),
});
/** Aggregate: Lead. A customer is born: academics registers the student under `studentId`, organization invites the guardian. */
export const leadConverted = defineEvent('crm.lead.converted.v1', {
  leadId: id,
  channel: leadChannel,
  sourceName: z.string(),
  capturedAt: instant,
  convertedAt: instant,
  householdId: id,
  guardian: z.object({ guardianId: id, name: z.string(), phone: z.string(), email: z.string().nullable(), locale }),
  student: z.object({ studentId: id, name: z.string(), birthDate: day.nullable() }),
});
/** Aggregate: Lead. */
export const leadLost = defineEvent('crm.lead.lost.v1', {
  leadId: id,
  channel: leadChannel,
  sourceName: z.string(),
  capturedAt: instant,
  reason: z.string(),
});
/** Aggregate: Lead. The lead was a duplicate of `mergedIntoId`: it never was a lead of its own, whatever was told of it. */
export const leadMerged = defineEvent('crm.lead.merged.v1', {
  leadId: id,
  channel: leadChannel,
  sourceName: z.string(),
  capturedAt: instant,
  mergedIntoId: id,
  mergedAt: instant,
});
/** Aggregate: Guardian. How to reach a guardian as it is now: a walk-in or a new customer was registered, or the contact was changed. */
export const guardianContactChanged = defineEvent('crm.guardian.contact-changed.v1', {
  guardianId: id,
  name: z.string(),
  phone: z.string(),
  email: z.string().nullable(),
  locale,
  preferredChannel: z.enum(['PHONE', 'WECHAT', 'SMS', 'EMAIL']),
  hasConsent: z.boolean(),
});
