import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { TRIAL_STATUSES } from '../../domain/lead-words.ts';

const trialLessonSchema = defineEntity({
  name: 'TrialLesson',
  tableName: 'trial_lesson',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    leadId: p.uuid().index(),
    /** The lesson of the timetable that it takes place in; null for one arranged by itself. */
    scheduledLessonId: p.uuid().nullable().index(),
    startsAt: instant(),
    status: oneOf(...TRIAL_STATUSES),
    outcome: p.text().nullable(),
    note: p.text().nullable(),
    /** When it was found out whether the child came. */
    recordedAt: instant().nullable(),
    /** The duplicate that it was booked on, before the merge. */
    mergedFromId: p.uuid().nullable(),
  },
  indexes: [
    { name: 'trial_lesson_starts', properties: ['organizationId', 'startsAt', 'id'] },
    {
      name: 'trial_lesson_one_booked',
      expression: (_columns, table, name) =>
        `create unique index "${name}" on "${table.name}" (lead_id) where status = 'BOOKED'`,
    },
  ],
  ...tenantPolicies('trial_lesson', { branch: 'required', family: 'hidden' }),
});

/** A lesson to try out, and what came of it. */
export class TrialLesson extends trialLessonSchema.class {}
trialLessonSchema.setClass(TrialLesson);
