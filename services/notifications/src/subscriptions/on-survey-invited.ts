import { surveyInvited } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { queueNotice, type Wording } from '../commands/queue-notice.ts';
import { wallDay } from '../domain/wording.ts';

/** The code that opens the survey once. */
export const onSurveyInvited = on(surveyInvited, async ({ branchId, data }, unit) => {
  const { guardianId, studentId, subject, token, expiresAt } = data;
  const values = ({ locale, timeZone }: Wording) => ({
    subject,
    token,
    expiresOn: wallDay(expiresAt, timeZone, locale),
  });
  await queueNotice(unit, { key: 'SURVEY_INVITED', guardianId, studentId, branchId, values });
});
