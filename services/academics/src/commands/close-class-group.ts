import { conflict } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkClassMayBecome } from '../domain/class-group.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { closeLine } from './wait-list-entry.ts';
import { endEnrollment } from './withdraw-student.ts';

/** Ends a class after its last lesson; its students and its wait list leave it. Throws CLASS_HAS_LESSONS, CLASS_STATUS, CLASS_GROUP_NOT_FOUND. */
export async function closeClassGroup(
  unit: UnitOfWork,
  { classGroupId }: { classGroupId: string },
): Promise<ClassGroup> {
  const { em, now } = unit;
  const group = await lockClassGroup(unit, classGroupId);
  checkClassMayBecome(group, 'CLOSED');
  const ahead = await em.count(ScheduledLesson, { classGroupId, status: 'SCHEDULED', endsAt: { $gt: now } });
  if (ahead > 0) {
    throw conflict(
      'CLASS_HAS_LESSONS',
      {
        en: `Class ${group.name} has ${ahead} lessons ahead. Cancel them first.`,
        'zh-CN': `班级“${group.name}”还有 ${ahead} 个未上课次,请先取消。`,
      },
      { classGroupId, lessonsAhead: ahead },
    );
  }
  // By student, as everyone locks them, so that two classes that close at once don't wait for each other.
  const enrollments = await em.find(Enrollment, { classGroupId, status: 'ACTIVE' }, { orderBy: { studentId: 'asc' } });
  for (const enrollment of enrollments) await endEnrollment(unit, group, enrollment, { endedBy: 'CLOSING' });
  await closeLine(unit, group);
  em.assign(group, { status: 'CLOSED', closedAt: now });
  return group;
}
