import { invalid } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import { checkOpen } from '../../../domain/class-group.ts';
import { checkNumber } from '../../../domain/text.ts';
import type { Lesson, Span } from '../../../domain/timetabling/repair/index.ts';
import { BranchCopy } from '../../entities/branch-copy.ts';
import { ClassGroup } from '../../entities/class-group.ts';
import { Course } from '../../entities/course.ts';
import type { FoundDisruption } from './found-disruption.ts';
import { there } from './there.ts';

export interface ClassAdded {
  classGroupId: string;
  lessonsPerWeek: number;
  /** The course's unless given. */
  durationMinutes?: number | null | undefined;
  /** `YYYY-MM-DD`, both included. */
  firstDay: string;
  lastDay: string;
}

/** Before the number of a lesson that is not there yet. */
const NEW = 'new:';
export const isNew = (lessonId: string): boolean => lessonId.startsWith(NEW);

/** The lessons of an open class are to be placed, so many each week, apart from each other. Throws CLASS_CLOSED, INVALID_NUMBER, INVALID_DAYS, CLASS_GROUP_NOT_FOUND. */
export async function classAdded(em: SqlEntityManager, asked: ClassAdded, now: Date): Promise<FoundDisruption> {
  const { classGroupId, firstDay, lastDay } = asked;
  const group = await there('ClassGroup', classGroupId, em.findOne(ClassGroup, { id: classGroupId }));
  checkOpen(group);
  const lessonsPerWeek = checkNumber('lessonsPerWeek', asked.lessonsPerWeek, [1, 7]);
  const { durationMinutes } = await em.findOneOrFail(Course, { id: group.courseId });
  const minutes = checkNumber('durationMinutes', asked.durationMinutes ?? durationMinutes, [15, 720]);
  const { timeZone: zone } = await em.findOneOrFail(BranchCopy, { branchId: group.branchId });
  const [startsAt, endsAt] = [
    DateTime.fromISO(firstDay, { zone }).toJSDate(),
    DateTime.fromISO(lastDay, { zone }).plus({ days: 1 }).toJSDate(),
  ];
  if (endsAt <= startsAt || endsAt <= now) throw badDays(asked);
  return {
    ...{ branchId: group.branchId, time: { startsAt, endsAt }, teacherIds: [group.teacherId] },
    newLessonMinutes: minutes,
    disruption: ({ situation, clock }) => {
      const { classes, slotMinutes } = situation;
      const classGroup = classes.find(({ id }) => id === classGroupId);
      if (!classGroup) throw new Error(`Class ${classGroupId} is not in its own branch.`);
      const days = clock.daysFrom(firstDay, lastDay);
      const slots = Math.ceil(minutes / slotMinutes);
      const usual = { roomId: group.roomId, teacherId: group.teacherId };
      const lessons = parts(days, { lessonsPerWeek, slotsPerDay: clock.slotsPerDay, nowSlot: situation.nowSlot }).map(
        (within, number): Lesson => ({
          ...{ id: `${NEW}${number}`, classId: classGroupId, slots, place: null, fixed: false, within, usual },
        }),
      );
      return { kind: 'CLASS_ADDED', classGroup, students: [], lessons };
    },
  };
}

/** Each week in as many parts as it has lessons; a part that is over has none. */
function parts(
  { from, to }: Span,
  { lessonsPerWeek, slotsPerDay, nowSlot }: { lessonsPerWeek: number; slotsPerDay: number; nowSlot: number },
): Span[] {
  const found: Span[] = [];
  for (let monday = from; monday < to; monday += 7 * slotsPerDay) {
    const dayIn = (part: number) => monday + Math.round((7 * part) / lessonsPerWeek) * slotsPerDay;
    for (let part = 0; part < lessonsPerWeek; part++)
      found.push({ from: dayIn(part), to: Math.min(dayIn(part + 1), to) });
  }
  return found.filter((span) => span.from < span.to && span.to > nowSlot);
}

const badDays = ({ firstDay, lastDay }: ClassAdded) =>
  invalid(
    'INVALID_DAYS',
    {
      en: `firstDay ${firstDay} to lastDay ${lastDay} must not end before it begins, nor before today.`,
      'zh-CN': `firstDay ${firstDay} 至 lastDay ${lastDay} 的结束不得早于开始,也不得早于今天。`,
    },
    { firstDay, lastDay },
  );
