import { surveyInvited } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import { queueNotices } from '../commands/queue-notices.ts';
import { wallDay } from '../domain/wording.ts';

/** The code that opens the survey once. */
export const onSurveyInvited = onBatch(surveyInvited, (events, unit) =>
  queueNotices(
    unit,
    'SURVEY_INVITED',
    events.map(({ branchId, data }) => ({
      guardianId: data.guardianId,
      studentId: data.studentId,
      branchId,
      values: ({ locale, timeZone }) => ({
        subject: data.subject,
        token: data.token,
        expiresOn: wallDay(data.expiresAt, timeZone, locale),
      }),
    })),
  ),
);
