import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { LessonTime } from '../../domain/lesson-time.ts';
import type { Period, School } from '../../domain/timetabling/school/index.ts';
import { earlierLessons } from '../../domain/weekly-lessons.ts';

interface Asked {
  students: School['students'];
  /** Who is in the classes of the run, whether in one or in several. */
  studentIds: readonly string[];
  /** The lessons of the run's branches, which are known already. */
  lessonIds: readonly string[];
  branchId: string;
  span: LessonTime;
  period: Period;
  timeZone: string;
}

const BOOKED = `
select resource_id as "studentId", lower(during) as "startsAt", upper(during) as "endsAt" from resource_booking
where resource_kind = 'STUDENT' and during && tstzrange(?, ?)
  and resource_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))
  and scheduled_lesson_id not in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;

/**
 * Children who also learn in a branch that is not in the run: of that lesson no more is known than the time, so it stands as one of a
 * class of the child's own. Returns all children with these classes, and the lessons.
 */
export async function childrenElsewhere(
  em: SqlEntityManager,
  { students, studentIds, lessonIds, branchId, span, period, timeZone }: Asked,
): Promise<Pick<School, 'students' | 'fixed'>> {
  const rows = await em.execute<{ studentId: string; startsAt: string; endsAt: string }[]>(BOOKED, [
    ...[span.startsAt, span.endsAt, JSON.stringify(studentIds), JSON.stringify(lessonIds)],
  ]);
  if (rows.length === 0) return { students, fixed: [] };
  const lessons = rows.map(({ studentId, startsAt, endsAt }) => ({
    ...{ id: classElsewhere(studentId), branchId, classGroupId: classElsewhere(studentId), roomId: '', teacherId: '' },
    ...{ startsAt: new Date(startsAt), endsAt: new Date(endsAt) },
  }));
  const away = new Set(rows.map(({ studentId }) => studentId));
  return {
    students: students.map(({ id, classGroupIds }) =>
      away.has(id) ? { id, classGroupIds: [...classGroupIds, classElsewhere(id)] } : { id, classGroupIds },
    ),
    fixed: earlierLessons(lessons, period, timeZone).map(({ lesson }, number) => ({
      ...lesson,
      ...{ id: `${lesson.id} ${number}`, roomId: null, teacherId: null },
    })),
  };
}

const classElsewhere = (studentId: string): string => `elsewhere of ${studentId}`;
