import {
  type EventData,
  type EventEnvelope,
  enrollmentResumed,
  enrollmentSuspended,
  enrollmentSuspensionCancelled,
} from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import type { UnitOfWork } from '@campusgraph/persistence';
import { keepSuspension } from '../commands/keep-suspension.ts';
import { notifyFamily } from '../commands/notify-family.ts';
import { lastWallDay, wallDay } from '../domain/wording.ts';

async function keep(
  { branchId, aggregateVersion: copiedVersion, data }: EventEnvelope<EventData<typeof enrollmentResumed>>,
  unit: UnitOfWork,
  endsAt: string | null,
): Promise<void> {
  if (branchId === null) throw new Error('A class belongs to a branch.');
  const { enrollmentSuspensionId, enrollmentId, guardianId, startsAt } = data;
  await keepSuspension(unit, {
    ...{ enrollmentSuspensionId, enrollmentId, guardianId, branchId, copiedVersion },
    ...{ startsAt: new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt) },
  });
}

/** Whom changes of the class do not concern for some time. */
export const onSuspensionTold = on(enrollmentSuspended, (event, unit) => keep(event, unit, event.data.endsAt));
export const onResumptionTold = on(enrollmentResumed, (event, unit) => keep(event, unit, event.data.endsAt));
export const onCancellationTold = on(enrollmentSuspensionCancelled, (event, unit) =>
  keep(event, unit, event.data.startsAt),
);

/** From when until when the child does not come. Who goes over into another class while suspended is told of that. */
export const onEnrollmentSuspended = on(enrollmentSuspended, async ({ branchId, data }, unit) => {
  const { enrollmentId, startsAt, endsAt, reason, continues } = data;
  if (continues !== null) return;
  await notifyFamily(unit, {
    key: 'ENROLLMENT_SUSPENDED',
    branchId,
    enrollmentId,
    values: ({ locale, timeZone }) => ({
      from: wallDay(startsAt, timeZone, locale),
      until: lastWallDay(endsAt, timeZone, locale),
      reason,
    }),
  });
});

/** From when the child comes again. */
export const onEnrollmentResumed = on(enrollmentResumed, ({ branchId, data: { enrollmentId, endsAt } }, unit) =>
  notifyFamily(unit, {
    key: 'ENROLLMENT_RESUMED',
    branchId,
    enrollmentId,
    values: ({ locale, timeZone }) => ({ from: endsAt === null ? '' : wallDay(endsAt, timeZone, locale) }),
  }),
);

/** The child comes as before. */
export const onSuspensionCancelled = on(
  enrollmentSuspensionCancelled,
  ({ branchId, data: { enrollmentId, startsAt } }, unit) =>
    notifyFamily(unit, {
      key: 'SUSPENSION_CANCELLED',
      branchId,
      enrollmentId,
      values: ({ locale, timeZone }) => ({ from: wallDay(startsAt, timeZone, locale) }),
    }),
);
