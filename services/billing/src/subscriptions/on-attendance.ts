import { attendanceCorrected, attendanceRecorded, type EventData, type EventEnvelope } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import type { AttendancePosting } from '../commands/attendance-batch.ts';
import { postAttendance } from '../commands/post-attendance.ts';

/** The roll was taken: lesson hours are deducted, many students at once. */
export const onAttendanceRecorded = onBatch(attendanceRecorded, (events, unit) =>
  postAttendance(
    unit,
    events.map((event) => postingOf(event, 'RECORDED_AGAIN')),
  ),
);

/** A correction takes the former charge back and makes the right one. */
export const onAttendanceCorrected = onBatch(attendanceCorrected, (events, unit) =>
  postAttendance(
    unit,
    events.map((event) => postingOf(event, event.data.reason)),
  ),
);

function postingOf(
  { branchId, correlationId, data }: EventEnvelope<EventData<typeof attendanceRecorded>>,
  reason: string,
): AttendancePosting {
  if (branchId === null) throw new Error('A lesson belongs to a branch.');
  return { ...data, branchId, correlationId, reason, isRepost: false };
}
