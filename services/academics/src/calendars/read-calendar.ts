import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Activity } from '../persistence/entities/activity.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import { Course } from '../persistence/entities/course.ts';
import { Room } from '../persistence/entities/room.ts';
import { Student } from '../persistence/entities/student.ts';
import { Teacher } from '../persistence/entities/teacher.ts';
import { activitiesOfFeed } from '../persistence/queries/activities.ts';
import { type FoundFeed, lessonsOfFeed } from '../persistence/queries/calendar-feeds.ts';
import { type CalendarEntry, printCalendar } from './print-calendar.ts';

/** The calendar of a feed as text, or null when it is nobody's any more. */
export async function readCalendar(
  em: SqlEntityManager,
  feed: FoundFeed,
  span: { from: Date; to: Date },
): Promise<string | null> {
  const lessons = await lessonsOfFeed(em, feed, span);
  if (!lessons) return null;
  const entity = { TEACHER: Teacher, STUDENT: Student, ROOM: Room }[feed.resourceKind];
  const { name } = await em.findOneOrFail<{ id: string; name: string }>(entity, { id: feed.resourceId });
  const all = <Key extends 'classGroupId' | 'courseId' | 'teacherId' | 'roomId' | 'branchId'>(key: Key) => ({
    $in: [...new Set(lessons.map((lesson) => lesson[key]))],
  });
  const groups = byId(await em.find(ClassGroup, { id: all('classGroupId') }));
  const courses = byId(await em.find(Course, { id: all('courseId') }));
  const teachers = byId(await em.find(Teacher, { id: all('teacherId') }));
  const rooms = byId(await em.find(Room, { id: all('roomId') }));
  const branches = await em.find(BranchCopy, { branchId: all('branchId') });
  const entries = lessons.map((lesson) => {
    const branch = branches.find(({ branchId }) => branchId === lesson.branchId);
    return {
      ...{ id: lesson.id, version: lesson.version, createdAt: lesson.createdAt },
      ...{ startsAt: lesson.startsAt, endsAt: lesson.endsAt },
      timeZone: branch?.timeZone ?? 'utc',
      isCancelled: lesson.status === 'CANCELLED',
      title: `${courses.get(lesson.courseId)?.name} · ${groups.get(lesson.classGroupId)?.name}`,
      place: `${branch?.name} ${rooms.get(lesson.roomId)?.name}`,
      note: [teachers.get(lesson.teacherId)?.name, lesson.changeReason].filter(Boolean).join('\n'),
    };
  });
  const activities = await activitiesOfFeed(em, feed, span);
  return printCalendar(name, [...entries, ...(await activityEntries(em, activities))], span);
}

async function activityEntries(em: SqlEntityManager, activities: readonly Activity[]): Promise<CalendarEntry[]> {
  const ids = (key: 'roomId' | 'hostTeacherId') => ({ $in: activities.flatMap((one) => one[key] ?? []) });
  const rooms = byId(await em.find(Room, { id: ids('roomId') }));
  const teachers = byId(await em.find(Teacher, { id: ids('hostTeacherId') }));
  const branches = await em.find(BranchCopy, { branchId: { $in: activities.map(({ branchId }) => branchId) } });
  return activities.map((activity) => {
    const { id, version, createdAt, startsAt, endsAt, title, changeReason } = activity;
    const branch = branches.find(({ branchId }) => branchId === activity.branchId);
    return {
      ...{ id, version, createdAt, startsAt, endsAt, title },
      timeZone: branch?.timeZone ?? 'utc',
      isCancelled: activity.status === 'CANCELLED',
      place: [branch?.name, rooms.get(activity.roomId ?? '')?.name].filter(Boolean).join(' '),
      note: [teachers.get(activity.hostTeacherId ?? '')?.name, changeReason].filter(Boolean).join('\n'),
    };
  });
}

const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]));
