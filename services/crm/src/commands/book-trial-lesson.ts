import { trialLessonBooked } from '@campusgraph/contracts';
import { conflict, invalid } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { advance } from '../domain/lead-status.ts';
import type { Lead } from '../persistence/entities/lead.ts';
import { TrialLesson } from '../persistence/entities/trial-lesson.ts';
import { checkLesson } from './check-known.ts';
import { cohort, loadLead } from './load-lead.ts';
import { rescoreLead } from './rescore-lead.ts';

export interface BookTrialLesson {
  leadId: string;
  scheduledLessonId?: string | null | undefined;
  startsAt: Date;
}

/**
 * Books a lesson to try out. Throws LEAD_CLOSED, TRIAL_IN_PAST, SCHEDULED_LESSON_NOT_FOUND, TRIAL_ALREADY_BOOKED naming the one
 * that is.
 */
export async function bookTrialLesson(
  unit: UnitOfWork,
  { leadId, scheduledLessonId, startsAt }: BookTrialLesson,
): Promise<{ trialLesson: TrialLesson; lead: Lead }> {
  const { em, principal, now } = unit;
  const lead = await loadLead(unit, leadId);
  const status = advance(lead.status, 'book a trial');
  if (startsAt <= now) throw inPast(startsAt);
  if (scheduledLessonId) await checkLesson(em, scheduledLessonId, lead.branchId);
  const booked = await em.findOne(TrialLesson, { leadId, status: 'BOOKED' });
  if (booked) throw alreadyBooked(booked);
  const trialLesson = em.create(TrialLesson, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId: lead.branchId,
    leadId,
    scheduledLessonId: scheduledLessonId ?? null,
    startsAt,
    status: 'BOOKED',
    outcome: null,
    note: null,
    recordedAt: null,
    mergedFromId: null,
  });
  lead.status = status;
  unit.record(trialLessonBooked, lead, {
    ...cohort(lead),
    trialLessonId: trialLesson.id,
    scheduledLessonId: trialLesson.scheduledLessonId ?? null,
    startsAt: startsAt.toISOString(),
  });
  await rescoreLead(unit, lead);
  return { trialLesson, lead };
}

const inPast = (startsAt: Date) =>
  invalid(
    'TRIAL_IN_PAST',
    {
      en: `A trial lesson at ${startsAt.toISOString()} is over. Choose a time ahead.`,
      'zh-CN': `试听时间 ${startsAt.toISOString()} 已过,请选择将来的时间。`,
    },
    { startsAt: startsAt.toISOString() },
  );

const alreadyBooked = ({ id, startsAt }: TrialLesson) =>
  conflict(
    'TRIAL_ALREADY_BOOKED',
    {
      en: `Trial lesson ${id} at ${startsAt.toISOString()} is booked already. Record what came of it first.`,
      'zh-CN': `已预约 ${startsAt.toISOString()} 的试听 ${id},请先登记其结果。`,
    },
    { trialLessonId: id, startsAt: startsAt.toISOString() },
  );
