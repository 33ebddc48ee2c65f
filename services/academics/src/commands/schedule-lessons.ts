import { lessonScheduled } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import type { WaivableRule } from '../domain/availability.ts';
import { checkOpen, checkRoomBranch, checkRoomSize } from '../domain/class-group.ts';
import { holidayDays } from '../domain/holiday.ts';
import type { LessonChange } from '../domain/lesson.ts';
import { checkLessonTime, checkSeries, lessonTime, type WeeklyPattern, weeklyStarts } from '../domain/lesson-time.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Course } from '../persistence/entities/course.ts';
import { Room } from '../persistence/entities/room.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { Teacher } from '../persistence/entities/teacher.ts';
import { holidaysOf } from '../persistence/queries/availability.ts';
import { studentsAt } from '../persistence/queries/lessons.ts';
import { bookingsOf, bookResources } from './book-resources.ts';
import { checkAvailability } from './check-availability.ts';
import { checkClassFree } from './check-class-free.ts';
import { found } from './found.ts';
import { lessonFacts } from './lesson-facts.ts';
import { lockClassGroup } from './lock-class-group.ts';

export interface ScheduleLessons {
  classGroupId: string;
  lessons?:
    | readonly {
        startsAt: Date;
        endsAt?: Date | null | undefined;
        roomId?: string | null | undefined;
        teacherId?: string | null | undefined;
      }[]
    | null
    | undefined;
  /** Rules that the school sets aside for these. */
  waive?: readonly WaivableRule[] | null | undefined;
  weekly?: (Omit<WeeklyPattern, 'skipDays'> & { skipDays?: readonly string[] | null | undefined }) | null | undefined;
}

/**
 * All of the lessons, or none: with the room, the teacher and the class's students of each. Throws ROOM_CLASH, TEACHER_CLASH,
 * STUDENT_CLASH, CLASS_CLASH, CLASS_CLOSED, LESSONS_OVERLAP, LESSON_TOO_FAR, ROOM_TOO_SMALL, what `checkAvailability` throws,
 * and what else the rules say. A weekly lesson passes over holidays.
 */
export async function scheduleLessons(unit: UnitOfWork, input: ScheduleLessons): Promise<ScheduledLesson[]> {
  const { em, principal, now } = unit;
  const group = await lockClassGroup(unit, input.classGroupId);
  checkOpen(group);
  const course = await em.findOneOrFail(Course, { id: group.courseId });
  const { timeZone } = await em.findOneOrFail(BranchCopy, { branchId: group.branchId });
  const waivedRules = [...new Set(input.waive)];
  const holidays = await daysToSkip(unit, group, input);
  const plan = planLessons(input, group, { timeZone, durationMinutes: course.durationMinutes, holidays });
  checkSeries(plan);
  for (const lesson of plan) checkLessonTime(lesson, now);
  await checkPlaces(unit, group, plan);
  await checkClassFree(unit, group, plan);
  const lessons = plan
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .map((lesson) =>
      em.create(ScheduledLesson, {
        id: newId(),
        organizationId: principal.organizationId,
        createdAt: now,
        branchId: group.branchId,
        classGroupId: group.id,
        courseId: course.id,
        lessonHundredths: course.lessonHundredths,
        waivedRules,
        ...lesson,
      }),
    );
  const studentIdsAt = await studentsAt(em, group.id);
  await bookResources(
    unit,
    group.branchId,
    lessons.flatMap((lesson) => bookingsOf(lesson, studentIdsAt(lesson))),
  );
  await checkAvailability(unit, group, lessons, waivedRules);
  for (const lesson of lessons) unit.record(lessonScheduled, lesson, lessonFacts(lesson));
  return lessons;
}

/** The holidays that a weekly lesson passes over. */
const daysToSkip = async ({ em }: UnitOfWork, { branchId }: ClassGroup, { weekly, waive }: ScheduleLessons) =>
  weekly && !waive?.includes('ON_HOLIDAY') ? holidayDays(await holidaysOf(em, branchId, weekly.from)) : [];

function planLessons(
  { lessons, weekly }: ScheduleLessons,
  group: ClassGroup,
  { timeZone, durationMinutes, holidays }: { timeZone: string; durationMinutes: number; holidays: readonly string[] },
): LessonChange[] {
  const { roomId, teacherId } = group;
  const given = (lessons ?? []).map((lesson) => ({
    startsAt: lesson.startsAt,
    endsAt: lesson.endsAt ?? lessonTime(lesson.startsAt, durationMinutes).endsAt,
    roomId: lesson.roomId ?? roomId,
    teacherId: lesson.teacherId ?? teacherId,
  }));
  const pattern = weekly && { ...weekly, skipDays: [...(weekly.skipDays ?? []), ...holidays] };
  const starts = pattern ? weeklyStarts(pattern, timeZone) : [];
  return [...given, ...starts.map((start) => ({ ...lessonTime(start, durationMinutes), roomId, teacherId }))];
}

/** Throws ROOM_NOT_FOUND, TEACHER_NOT_FOUND, ROOM_OF_ANOTHER_BRANCH, ROOM_TOO_SMALL. */
export async function checkPlaces(
  { em }: UnitOfWork,
  group: ClassGroup,
  places: readonly { roomId: string; teacherId: string }[],
): Promise<void> {
  for (const roomId of new Set(places.map((place) => place.roomId))) {
    const room = await found('Room', roomId, em.findOne(Room, { id: roomId }));
    checkRoomBranch(group.branchId, room);
    checkRoomSize(group.capacity, room);
  }
  for (const teacherId of new Set(places.map((place) => place.teacherId))) {
    await found('Teacher', teacherId, em.findOne(Teacher, { id: teacherId }));
  }
}
