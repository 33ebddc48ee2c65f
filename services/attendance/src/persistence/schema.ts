import type { DatabaseSchema } from '@campusgraph/persistence';
import { AttendanceRecord } from './entities/attendance-record.ts';
import { AttendanceRevision } from './entities/attendance-revision.ts';
import { EnrollmentCopy } from './entities/enrollment-copy.ts';
import { LeaveRequest } from './entities/leave-request.ts';
import { LessonCopy } from './entities/lesson-copy.ts';
import { SuspensionCopy } from './entities/suspension-copy.ts';
import { Migration20261122140000 } from './migrations/Migration20261122140000-first-tables.ts';
import { Migration20261122203000 } from './migrations/Migration20261122203000-families-write-nothing-shared.ts';
import { Migration20261122211500 } from './migrations/Migration20261122211500-counts-from-the-index.ts';
import { Migration20261122215500 } from './migrations/Migration20261122215500-policies-the-planner-reads.ts';
import { Migration20261128174002 } from './migrations/Migration20261128174002-suspensions.ts';

/** What the attendance database is made of. */
export const schema: DatabaseSchema = {
  service: 'attendance',
  entities: [LessonCopy, EnrollmentCopy, SuspensionCopy, AttendanceRecord, AttendanceRevision, LeaveRequest],
  migrations: [
    { name: 'Migration20261122140000-first-tables', class: Migration20261122140000 },
    { name: 'Migration20261122203000-families-write-nothing-shared', class: Migration20261122203000 },
    { name: 'Migration20261122211500-counts-from-the-index', class: Migration20261122211500 },
    { name: 'Migration20261122215500-policies-the-planner-reads', class: Migration20261122215500 },
    { name: 'Migration20261128174002-suspensions', class: Migration20261128174002 },
  ],
  appendOnly: ['attendance_revision'],
  derived: ['lesson_copy', 'enrollment_copy', 'suspension_copy'],
};
