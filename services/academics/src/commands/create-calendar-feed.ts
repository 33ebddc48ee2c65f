import { forbidden, invalid } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { CalendarFeed } from '../persistence/entities/calendar-feed.ts';
import { Room } from '../persistence/entities/room.ts';
import { Student } from '../persistence/entities/student.ts';
import { calendarTokenHash, newCalendarToken } from './calendar-token.ts';
import { found } from './found.ts';
import { lockTeacher } from './lock-teacher.ts';

export interface CreateCalendarFeed {
  teacherId?: string | null | undefined;
  studentId?: string | null | undefined;
  roomId?: string | null | undefined;
}

/**
 * A link to a timetable, told this once. Throws ONE_OF_TEACHER_STUDENT_ROOM, FEED_OF_OWN_CHILD, TEACHER_OF_ANOTHER_BRANCH,
 * and TEACHER_, STUDENT_ or ROOM_NOT_FOUND.
 */
export async function createCalendarFeed(
  unit: UnitOfWork,
  input: CreateCalendarFeed,
): Promise<{ calendarFeed: CalendarFeed; path: string }> {
  const { em, principal, now } = unit;
  const token = newCalendarToken();
  const calendarFeed = em.create(CalendarFeed, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    tokenHash: calendarTokenHash(token),
    ...(await whose(unit, input)),
  });
  return { calendarFeed, path: `/calendars/${token}.ics` };
}

async function whose(unit: UnitOfWork, { teacherId, studentId, roomId }: CreateCalendarFeed) {
  const { em, principal } = unit;
  if ([teacherId, studentId, roomId].filter(Boolean).length !== 1) throw oneOf();
  if (studentId) {
    // Under row-level security: of the own family only.
    const student = await found('Student', studentId, em.findOne(Student, { id: studentId }));
    const { id, branchId, guardianId } = student;
    return { resourceKind: 'STUDENT', resourceId: id, branchId, guardianId } as const;
  }
  if (principal.guardianId) throw ownChild();
  if (roomId) {
    const { id, branchId } = await found('Room', roomId, em.findOne(Room, { id: roomId }));
    return { resourceKind: 'ROOM', resourceId: id, branchId, guardianId: null } as const;
  }
  const { id } = await lockTeacher(unit, teacherId as string);
  return { resourceKind: 'TEACHER', resourceId: id, branchId: null, guardianId: null } as const;
}

const oneOf = () =>
  invalid('ONE_OF_TEACHER_STUDENT_ROOM', {
    en: 'Give one of teacherId, studentId and roomId.',
    'zh-CN': '请填写 teacherId、studentId、roomId 其中之一。',
  });

const ownChild = () =>
  forbidden('FEED_OF_OWN_CHILD', {
    en: 'A family has calendars of its own children only. Give studentId, not teacherId or roomId.',
    'zh-CN': '家长只能订阅自己孩子的课表,请填写 studentId,不要填写 teacherId 或 roomId。',
  });
