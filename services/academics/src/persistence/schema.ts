import type { DatabaseSchema } from '@campusgraph/persistence';
import { Activity } from './entities/activity.ts';
import { ActivitySeat } from './entities/activity-seat.ts';
import { AppliedRepair } from './entities/applied-repair.ts';
import { BranchCopy } from './entities/branch-copy.ts';
import { CalendarFeed } from './entities/calendar-feed.ts';
import { ClassGroup } from './entities/class-group.ts';
import { ClassLink } from './entities/class-link.ts';
import { Course } from './entities/course.ts';
import { Enrollment } from './entities/enrollment.ts';
import { EnrollmentSuspension } from './entities/enrollment-suspension.ts';
import { GuardianCopy } from './entities/guardian-copy.ts';
import { Holiday } from './entities/holiday.ts';
import { PayRuleCopy } from './entities/pay-rule-copy.ts';
import { ResourceBooking } from './entities/resource-booking.ts';
import { Room } from './entities/room.ts';
import { RoomClosure } from './entities/room-closure.ts';
import { ScheduledLesson } from './entities/scheduled-lesson.ts';
import { SeatPolicy } from './entities/seat-policy.ts';
import { Student, studentSearch } from './entities/student.ts';
import { Teacher } from './entities/teacher.ts';
import { TeacherAbsence } from './entities/teacher-absence.ts';
import { TimetableRun } from './entities/timetable-run.ts';
import { TravelTime } from './entities/travel-time.ts';
import { WaitListEntry } from './entities/wait-list-entry.ts';
import { Migration20261122130000 } from './migrations/Migration20261122130000-first-tables.ts';
import { Migration20261122203000 } from './migrations/Migration20261122203000-families-write-nothing-shared.ts';
import { Migration20261122204000 } from './migrations/Migration20261122204000-known-ids.ts';
import { Migration20261122204500 } from './migrations/Migration20261122204500-when-who-and-where.ts';
import { Migration20261122210500 } from './migrations/Migration20261122210500-calendar-feeds.ts';
import { Migration20261122212000 } from './migrations/Migration20261122212000-one-lesson-at-a-time.ts';
import { Migration20261122215500 } from './migrations/Migration20261122215500-policies-the-planner-reads.ts';
import { Migration20261122220500 } from './migrations/Migration20261122220500-timetable-runs.ts';
import { Migration20261128170000 } from './migrations/Migration20261128170000-applied-repairs.ts';
import { Migration20261128170001 } from './migrations/Migration20261128170001-why-a-repair-was-undone.ts';
import { Migration20261128172000 } from './migrations/Migration20261128172000-runs-of-several-branches.ts';
import { Migration20261128174001 } from './migrations/Migration20261128174001-suspensions.ts';
import { Migration20261128180000 } from './migrations/Migration20261128180000-seats.ts';
import { Migration20261128182000 } from './migrations/Migration20261128182000-search-by-name.ts';
import { Migration20261128210000 } from './migrations/Migration20261128210000-what-lessons-earn.ts';

/** What the academics database is made of. */
export const schema: DatabaseSchema = {
  service: 'academics',
  entities: [
    BranchCopy,
    GuardianCopy,
    PayRuleCopy,
    Student,
    Teacher,
    Room,
    Course,
    ClassGroup,
    Enrollment,
    EnrollmentSuspension,
    ScheduledLesson,
    ResourceBooking,
    TeacherAbsence,
    RoomClosure,
    Holiday,
    TravelTime,
    TimetableRun,
    ClassLink,
    CalendarFeed,
    AppliedRepair,
    WaitListEntry,
    SeatPolicy,
    Activity,
    ActivitySeat,
  ],
  searches: [studentSearch],
  migrations: [
    { name: 'Migration20261122130000-first-tables', class: Migration20261122130000 },
    { name: 'Migration20261122203000-families-write-nothing-shared', class: Migration20261122203000 },
    { name: 'Migration20261122204000-known-ids', class: Migration20261122204000 },
    { name: 'Migration20261122204500-when-who-and-where', class: Migration20261122204500 },
    { name: 'Migration20261122210500-calendar-feeds', class: Migration20261122210500 },
    { name: 'Migration20261122212000-one-lesson-at-a-time', class: Migration20261122212000 },
    { name: 'Migration20261122215500-policies-the-planner-reads', class: Migration20261122215500 },
    { name: 'Migration20261122220500-timetable-runs', class: Migration20261122220500 },
    { name: 'Migration20261128170000-applied-repairs', class: Migration20261128170000 },
    { name: 'Migration20261128170001-why-a-repair-was-undone', class: Migration20261128170001 },
    { name: 'Migration20261128172000-runs-of-several-branches', class: Migration20261128172000 },
    { name: 'Migration20261128174001-suspensions', class: Migration20261128174001 },
    { name: 'Migration20261128180000-seats', class: Migration20261128180000 },
    { name: 'Migration20261128182000-search-by-name', class: Migration20261128182000 },
    { name: 'Migration20261128210000-what-lessons-earn', class: Migration20261128210000 },
  ],
  // Not branch_copy: academics' own opening hours are in it, of which no fact tells.
  derived: ['guardian_copy', 'pay_rule_copy'],
};
