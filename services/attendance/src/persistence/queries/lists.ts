import type { Cursor, FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { AttendanceStatus } from '../../domain/status.ts';
import { AttendanceRecord } from '../entities/attendance-record.ts';
import { LeaveRequest } from '../entities/leave-request.ts';

type Maybe<Value> = Value | null | undefined;

/** The size of a page and the cursor it follows, checked. */
interface Page {
  first: number;
  after?: string;
}

export interface RecordFilter {
  branchId?: Maybe<string>;
  studentId?: Maybe<string>;
  scheduledLessonId?: Maybe<string>;
  classGroupId?: Maybe<string>;
  courseId?: Maybe<string>;
  teacherId?: Maybe<string>;
  status?: Maybe<AttendanceStatus>;
  /** Of lessons starting then or later. */
  from?: Maybe<Date>;
  /** Of lessons starting before then. */
  to?: Maybe<Date>;
}

/** What was given of `values`, as a condition of equality. */
const equal = <Values extends object>(values: Values): { [Key in keyof Values]?: NonNullable<Values[Key]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined)) as {
    [Key in keyof Values]?: NonNullable<Values[Key]>;
  };

/** By the lesson's start, the latest first. */
export async function listRecords(
  em: SqlEntityManager,
  paging: Page,
  { from, to, ...filter }: RecordFilter,
): Promise<Cursor<AttendanceRecord>> {
  const conditions: FilterQuery<AttendanceRecord>[] = [equal(filter)];
  if (from) conditions.push({ lessonStartsAt: { $gte: from } });
  if (to) conditions.push({ lessonStartsAt: { $lt: to } });
  return em.findByCursor(AttendanceRecord, {
    ...paging,
    where: { $and: conditions },
    orderBy: { lessonStartsAt: 'desc', id: 'desc' },
  });
}

/** The newest first. */
export const listLeaveRequests = async (
  em: SqlEntityManager,
  paging: Page,
  filter: { branchId?: Maybe<string>; studentId?: Maybe<string>; scheduledLessonId?: Maybe<string> },
): Promise<Cursor<LeaveRequest>> =>
  em.findByCursor(LeaveRequest, {
    ...paging,
    where: equal(filter),
    orderBy: { requestedAt: 'desc', id: 'desc' },
  });
