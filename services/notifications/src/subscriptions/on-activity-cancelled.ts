import { activityCancelled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { notifyAttendees } from '../commands/notify-attendees.ts';
import { wallTime } from '../domain/wording.ts';

/** Nobody should come for nothing. */
export const onActivityCancelled = on(activityCancelled, ({ branchId, data }, unit) =>
  notifyAttendees(unit, {
    ...{ key: 'ACTIVITY_CANCELLED', branchId, title: data.title, attendees: data.attendees },
    values: ({ locale, timeZone }) => ({ time: wallTime(data.startsAt, timeZone, locale), reason: data.reason }),
  }),
);
