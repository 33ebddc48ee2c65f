import { activityRescheduled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { notifyAttendees } from '../commands/notify-attendees.ts';
import { wallTime } from '../domain/wording.ts';

/** When to come instead. */
export const onActivityRescheduled = on(activityRescheduled, ({ branchId, data }, unit) =>
  notifyAttendees(unit, {
    ...{ key: 'ACTIVITY_RESCHEDULED', branchId, title: data.title, attendees: data.attendees },
    values: ({ locale, timeZone }) => ({
      previousTime: wallTime(data.previousStartsAt, timeZone, locale),
      time: wallTime(data.startsAt, timeZone, locale),
      reason: data.reason,
    }),
  }),
);
