import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { day, id, instant, lessonHundredths } from './fields.ts';

/** Aggregate: Student. */
export const studentRegistered = defineEvent('academics.student.registered.v1', {
  studentId: id,
  guardianId: id,
  name: z.string(),
});
/** Aggregate: Course. `lessonHundredths` is what one lesson of it takes from an account. */
export const courseAdded = defineEvent('academics.course.added.v1', {
  courseId: id,
  name: z.string(),
  lessonHundredths,
});
/** Aggregate: ClassGroup. */
export const classGroupOpened = defineEvent('academics.class-group.opened.v1', {
  classGroupId: id,
  name: z.string(),
  courseId: id,
  teacherId: id,
  capacity: z.number().int(),
});
/** Aggregate: ClassGroup. */
export const studentEnrolled = defineEvent('academics.student.enrolled.v1', {
  enrollmentId: id,
  studentId: id,
  guardianId: id,
  studentName: z.string(),
  classGroupId: id,
  courseId: id,
  /** Ahead of time for who comes on that day. */
  enrolledAt: instant,
  firstLessonAt: instant.nullable(),
});
/** Aggregate: ClassGroup. */
export const studentWithdrawn = defineEvent('academics.student.withdrawn.v1', {
  enrollmentId: id,
  studentId: id,
  guardianId: id,
  classGroupId: id,
  /** Ahead of time for who goes on that day. */
  withdrawnAt: instant,
});
const place = z.object({ enrollmentId: id, classGroupId: id, courseId: id, branchId: id });
/** Aggregate: ClassGroup, the one moved to. Beside the withdrawal and the enrolment of which it is made, for whoever settles them together. */
export const studentMoved = defineEvent('academics.student.moved.v1', {
  studentId: id,
  guardianId: id,
  from: place,
  to: place,
  /** Ahead of time for who goes on that day. */
  movedAt: instant,
  reason: z.string(),
  /** Left out: TRANSFER. PROMOTION: with others into the next class (升班); MERGER: because the class went up in that one. */
  cause: z.enum(['TRANSFER', 'PROMOTION', 'MERGER']).optional(),
});
const suspension = {
  enrollmentSuspensionId: id,
  enrollmentId: id,
  studentId: id,
  guardianId: id,
  classGroupId: id,
  startsAt: instant,
  /** Not included; null: until resumed. */
  endsAt: instant.nullable(),
};
/**
 * Aggregate: EnrollmentSuspension, like the two below: each tells all of it as it is now. The student is not expected at lessons
 * that lie in it.
 */
export const enrollmentSuspended = defineEvent('academics.enrollment.suspended.v1', {
  ...suspension,
  keepsSeat: z.boolean(),
  reason: z.string(),
  /** The one that goes on in this class, because the student went over while suspended. */
  continues: id.nullable(),
});
/** Aggregate: EnrollmentSuspension. It ends at `endsAt`, earlier than was told. */
export const enrollmentResumed = defineEvent('academics.enrollment.resumed.v1', suspension);
/** Aggregate: EnrollmentSuspension. It does not take place, as if it had never been told. */
export const enrollmentSuspensionCancelled = defineEvent('academics.enrollment.suspension-cancelled.v1', suspension);
const lesson = {
  scheduledLessonId: id,
  classGroupId: id,
  courseId: id,
  teacherId: id,
  roomId: id,
  startsAt: instant,
  endsAt: instant,
  lessonHundredths,
};
/** Aggregate: ScheduledLesson. */
export const lessonScheduled = defineEvent('academics.lesson.scheduled.v1', lesson);
/** Aggregate: ScheduledLesson. The whole lesson as it is now, and when it was before. */
export const lessonRescheduled = defineEvent('academics.lesson.rescheduled.v1', {
  ...lesson,
  previousStartsAt: instant,
  previousEndsAt: instant,
  reason: z.string(),
});
/** Aggregate: ScheduledLesson. */
export const lessonCancelled = defineEvent('academics.lesson.cancelled.v1', {
  ...lesson,
  reason: z.string(),
  /** The run that put it there and was undone: `timetableRunUndone` tells of all of them together. */
  timetableRunId: id.optional(),
});

/** What was recorded before 28 November 2026 has neither days nor classes. */
const run = {
  timetableRunId: id,
  lessonCount: z.number().int(),
  /** Its period, both days included. */
  from: day.optional(),
  to: day.optional(),
  /** The classes whose lessons these are. A count each, so that a chain's thousands of classes fit into one message. */
  classes: z.array(z.object({ classGroupId: id, lessonCount: z.number().int() })).optional(),
};
/** Aggregate: TimetableRun. How many lessons it put on the timetable; each is told by `lessonScheduled`, before. */
export const timetableRunApplied = defineEvent('academics.timetable-run.applied.v1', run);
/** Aggregate: TimetableRun. How many of them were taken off again; each is told by `lessonCancelled`, before. */
export const timetableRunUndone = defineEvent('academics.timetable-run.undone.v1', {
  ...run,
  reason: z.string().optional(),
});

/** Aggregate: WaitListEntry. A seat in a class that was full is held for the child until `offerEndsAt`. */
export const seatOffered = defineEvent('academics.seat.offered.v1', {
  waitListEntryId: id,
  studentId: id,
  guardianId: id,
  studentName: z.string(),
  classGroupId: id,
  className: z.string(),
  offerEndsAt: instant,
});

const activity = {
  activityId: id,
  title: z.string(),
  roomId: id.nullable(),
  hostTeacherId: id.nullable(),
  startsAt: instant,
  endsAt: instant,
  /** Whoever has a seat, to be told; a guardian who comes without a child has neither student nor name. */
  attendees: z.array(z.object({ guardianId: id, studentId: id.nullable(), studentName: z.string().nullable() })),
  reason: z.string(),
};
/** Aggregate: Activity. As it is now, and when it was before. */
export const activityRescheduled = defineEvent('academics.activity.rescheduled.v1', {
  ...activity,
  previousStartsAt: instant,
  previousEndsAt: instant,
});
/** Aggregate: Activity. */
export const activityCancelled = defineEvent('academics.activity.cancelled.v1', activity);
