import { trialLessonAttended } from '@campusgraph/contracts';
import { conflict, invalid, notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { advance } from '../domain/lead-status.ts';
import { optionalText } from '../domain/text.ts';
import type { Lead } from '../persistence/entities/lead.ts';
import { TrialLesson } from '../persistence/entities/trial-lesson.ts';
import { cohort, loadLead } from './load-lead.ts';
import { rescoreLead } from './rescore-lead.ts';

/** A child who comes early may be ticked off early. */
const EARLY_MS = 30 * 60_000;

export interface RecordTrialOutcome {
  trialLessonId: string;
  attended: boolean;
  outcome?: string | null | undefined;
  note?: string | null | undefined;
}

/**
 * What came of a trial lesson, once. Throws TRIAL_LESSON_NOT_FOUND, TRIAL_ALREADY_RECORDED, TRIAL_NOT_STARTED (from 30
 * minutes before the lesson on), TRIAL_OUTCOME_MISSING, LEAD_CLOSED.
 */
export async function recordTrialOutcome(
  unit: UnitOfWork,
  input: RecordTrialOutcome,
): Promise<{ trialLesson: TrialLesson; lead: Lead }> {
  const { em, now } = unit;
  const outcome = optionalText('outcome', input.outcome);
  if (input.attended && outcome === null) throw outcomeMissing();
  const trialLesson = await em.findOne(TrialLesson, { id: input.trialLessonId });
  if (!trialLesson) throw notFound('TrialLesson', input.trialLessonId);
  // The lead is locked first, as everywhere; only then is the trial lesson what it will stay.
  const lead = await loadLead(unit, trialLesson.leadId);
  await em.refresh(trialLesson);
  checkRecordable(trialLesson, now);
  if (input.attended) lead.status = advance(lead.status, 'attend a trial');
  trialLesson.status = input.attended ? 'ATTENDED' : 'NO_SHOW';
  trialLesson.outcome = outcome;
  trialLesson.note = optionalText('note', input.note, 2000);
  trialLesson.recordedAt = now;
  if (outcome !== null && input.attended)
    unit.record(trialLessonAttended, lead, { ...cohort(lead), trialLessonId: trialLesson.id, outcome });
  await rescoreLead(unit, lead);
  return { trialLesson, lead };
}

function checkRecordable({ id, status, startsAt }: TrialLesson, now: Date): void {
  if (status !== 'BOOKED')
    throw conflict(
      'TRIAL_ALREADY_RECORDED',
      {
        en: `Trial lesson ${id} is ${status} already. Book another one if the child comes again.`,
        'zh-CN': `试听 ${id} 的结果已是 ${status}。如孩子再次试听,请重新预约。`,
      },
      { trialLessonId: id, status },
    );
  if (now.getTime() >= startsAt.getTime() - EARLY_MS) return;
  throw conflict(
    'TRIAL_NOT_STARTED',
    {
      en: `Trial lesson ${id} starts at ${startsAt.toISOString()}; record it from 30 minutes before.`,
      'zh-CN': `试听 ${id} 于 ${startsAt.toISOString()} 开始,最早可提前 30 分钟登记。`,
    },
    { trialLessonId: id, startsAt: startsAt.toISOString() },
  );
}

const outcomeMissing = () =>
  invalid('TRIAL_OUTCOME_MISSING', {
    en: 'Say what came of the trial lesson in outcome.',
    'zh-CN': '请在 outcome 中填写试听结果。',
  });
