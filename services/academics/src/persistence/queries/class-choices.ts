import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type Candidate, type Chooser, type RatedChoice, rankChoices } from '../../domain/class-choice.ts';
import type { LessonTime } from '../../domain/lesson-time.ts';
import type { WeeklyPeriod } from '../../domain/weekly-periods.ts';
import { Activity } from '../entities/activity.ts';
import { ActivitySeat } from '../entities/activity-seat.ts';
import { BranchCopy } from '../entities/branch-copy.ts';
import { ClassGroup } from '../entities/class-group.ts';
import { Enrollment } from '../entities/enrollment.ts';
import { ScheduledLesson } from '../entities/scheduled-lesson.ts';
import { Student } from '../entities/student.ts';
import { Teacher } from '../entities/teacher.ts';
import { seatPolicyAt } from './seat-policies.ts';

/** More classes of a course than a family would look through. */
const MAX_CLASSES = 50;

interface Asked {
  studentId: string;
  courseId: string;
  preferredTimes: readonly WeeklyPeriod[];
  now: Date;
}

/**
 * The open classes of a course that are open to choice, of every branch that is visible, ranked for a child; without the one in which the
 * child is. Null where the child is not visible. As far as the child's lessons are visible; the choice itself looks at all of them.
 */
export async function classChoices(
  em: SqlEntityManager,
  { studentId, courseId, preferredTimes, now }: Asked,
): Promise<RatedChoice[] | null> {
  const student = await em.findOne(Student, { id: studentId });
  if (!student) return null;
  const enrollments = await em.find(Enrollment, { studentId });
  const active = enrollments.filter(({ status }) => status === 'ACTIVE').map(({ classGroupId }) => classGroupId);
  const left = (await classesOfCourse(em, studentId, courseId)).map(({ id }) => id);
  const groups = await em.find(
    ClassGroup,
    { courseId, status: 'OPEN', isOpenToChoice: true, id: { $nin: left } },
    { orderBy: { name: 'asc', id: 'asc' }, limit: MAX_CLASSES },
  );
  const stays = active.filter((id) => !left.includes(id));
  const former = await em.find(ClassGroup, { id: { $in: enrollments.map(({ classGroupId }) => classGroupId) } });
  const chooser: Chooser = {
    ...{ branchId: student.branchId, preferredTimes },
    busy: [...(await lessonsTitled(em, stays, now)), ...(await activitiesOf(em, studentId, now))],
    knownTeacherIds: former.map(({ teacherId }) => teacherId),
  };
  return rankChoices(await candidatesOf(em, groups, now), chooser, now);
}

/** The classes of a course in which a student is now. */
export async function classesOfCourse(
  em: SqlEntityManager,
  studentId: string,
  courseId: string,
): Promise<ClassGroup[]> {
  const enrollments = await em.find(Enrollment, { studentId, status: 'ACTIVE' });
  const ids = enrollments.map(({ classGroupId }) => classGroupId);
  return em.find(ClassGroup, { id: { $in: ids }, courseId }, { orderBy: { name: 'asc', id: 'asc' } });
}

async function candidatesOf(em: SqlEntityManager, groups: readonly ClassGroup[], now: Date): Promise<Candidate[]> {
  const lessons = await lessonsAhead(
    em,
    groups.map(({ id }) => id),
    now,
  );
  const branches = await em.find(BranchCopy, { branchId: { $in: groups.map(({ branchId }) => branchId) } });
  const teachers = await em.find(Teacher, { id: { $in: groups.map(({ teacherId }) => teacherId) } });
  const cutOffs = new Map<string, number>();
  for (const { branchId } of branches) cutOffs.set(branchId, (await seatPolicyAt(em, branchId, now)).choiceCutOffHours);
  return groups.flatMap((group) => {
    const { id, name, capacity, enrolledCount, heldCount, branchId, teacherId } = group;
    const branch = branches.find((one) => one.branchId === branchId);
    if (!branch) return [];
    const teacher = teachers.find((one) => one.id === teacherId);
    return {
      ...{ id, name, capacity, enrolledCount, heldCount },
      branch: { id: branchId, name: branch.name, timeZone: branch.timeZone },
      teacher: { id: teacherId, name: teacher?.name ?? '' },
      lessons: lessons.filter(({ classGroupId }) => classGroupId === id),
      choiceCutOffHours: cutOffs.get(branchId) ?? 0,
    };
  });
}

const lessonsAhead = (em: SqlEntityManager, classGroupIds: readonly string[], now: Date): Promise<ScheduledLesson[]> =>
  em.find(
    ScheduledLesson,
    { classGroupId: { $in: [...classGroupIds] }, status: 'SCHEDULED', endsAt: { $gt: now } },
    { orderBy: { startsAt: 'asc', id: 'asc' } },
  );

async function lessonsTitled(
  em: SqlEntityManager,
  classGroupIds: readonly string[],
  now: Date,
): Promise<(LessonTime & { title: string })[]> {
  const groups = await em.find(ClassGroup, { id: { $in: [...classGroupIds] } });
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return (await lessonsAhead(em, classGroupIds, now)).map(({ startsAt, endsAt, classGroupId }) => ({
    ...{ startsAt, endsAt },
    title: names.get(classGroupId) ?? '',
  }));
}

async function activitiesOf(
  em: SqlEntityManager,
  studentId: string,
  now: Date,
): Promise<(LessonTime & { title: string })[]> {
  const seats = await em.find(ActivitySeat, { studentId, status: 'TAKEN' });
  const ids = seats.map(({ activityId }) => activityId);
  return em.find(
    Activity,
    { id: { $in: ids }, status: 'SCHEDULED', endsAt: { $gt: now } },
    { orderBy: { startsAt: 'asc' } },
  );
}
