import { invalid } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { checkRoomBranch, checkRoomSize } from '../../../domain/class-group.ts';
import { checkLessonTime } from '../../../domain/lesson-time.ts';
import { Room } from '../../entities/room.ts';
import { Teacher } from '../../entities/teacher.ts';
import { readLesson } from './asked-lesson.ts';
import type { FoundDisruption } from './found-disruption.ts';
import { there } from './there.ts';

export interface LessonMoved {
  scheduledLessonId: string;
  startsAt: Date;
  roomId?: string | null | undefined;
  teacherId?: string | null | undefined;
}

const FIVE_MINUTES_MS = 5 * 60_000;

/** One lesson goes to where it is wanted, whoever is there. Throws INVALID_LESSON_START, ROOM_TOO_SMALL, ROOM_OF_ANOTHER_BRANCH and as `readLesson`. */
export async function lessonMoved(
  em: SqlEntityManager,
  { scheduledLessonId, startsAt, ...wanted }: LessonMoved,
  now: Date,
): Promise<FoundDisruption> {
  const { lesson, group } = await readLesson(em, scheduledLessonId, now);
  if (startsAt.getTime() % FIVE_MINUTES_MS !== 0 || startsAt <= now) throw badStart(startsAt, now);
  const endsAt = new Date(startsAt.getTime() + lesson.endsAt.getTime() - lesson.startsAt.getTime());
  checkLessonTime({ startsAt, endsAt }, now);
  const [roomId, teacherId] = [wanted.roomId ?? lesson.roomId, wanted.teacherId ?? lesson.teacherId];
  const room = await there('Room', roomId, em.findOne(Room, { id: roomId }));
  checkRoomBranch(group.branchId, room);
  checkRoomSize(group.capacity, room);
  await there('Teacher', teacherId, em.findOne(Teacher, { id: teacherId }));
  const [first, last] = lesson.startsAt < startsAt ? [lesson.startsAt, endsAt] : [startsAt, lesson.endsAt];
  return {
    ...{ branchId: lesson.branchId, time: { startsAt: first, endsAt: last }, teacherIds: [teacherId] },
    disruption: ({ clock }) => {
      const to = { start: clock.slotFrom(startsAt), roomId, teacherId };
      return { kind: 'LESSON_MOVED', lessonId: lesson.id, to };
    },
  };
}

const badStart = (startsAt: Date, now: Date) =>
  invalid(
    'INVALID_LESSON_START',
    {
      en: `startsAt ${startsAt.toISOString()} must be later than now (${now.toISOString()}) and on five minutes.`,
      'zh-CN': `startsAt ${startsAt.toISOString()} 须晚于当前时间(${now.toISOString()})且为五分钟的整数倍。`,
    },
    { argument: 'startsAt', startsAt: startsAt.toISOString() },
  );
