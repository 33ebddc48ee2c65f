import { courseAdded } from '@campusgraph/contracts';
import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { checkNumber, checkText } from '../domain/text.ts';
import { Course } from '../persistence/entities/course.ts';

export interface AddCourse {
  name: string;
  subject: string;
  level?: string | null | undefined;
  lessonHundredths?: number | null | undefined;
  durationMinutes: number;
}

/** A course that classes can follow. Throws COURSE_NAME_TAKEN, INVALID_TEXT, INVALID_NUMBER. */
export async function addCourse(unit: UnitOfWork, input: AddCourse): Promise<Course> {
  const { em, principal, now } = unit;
  const course = em.create(Course, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    name: checkText('name', input.name),
    subject: checkText('subject', input.subject),
    level: input.level ? checkText('level', input.level) : null,
    lessonHundredths: checkNumber('lessonHundredths', input.lessonHundredths ?? 100, [50, 1000]),
    durationMinutes: checkNumber('durationMinutes', input.durationMinutes, [15, 720]),
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'course_name') ? nameTaken(course.name) : error;
  });
  const { id: courseId, name, lessonHundredths } = course;
  unit.record(courseAdded, course, { courseId, name, lessonHundredths });
  return course;
}

const nameTaken = (name: string) =>
  conflict(
    'COURSE_NAME_TAKEN',
    {
      en: `There is a course named ${name} already. Use it or choose another name.`,
      'zh-CN': `已有名为“${name}”的课程,请直接使用或更换名称。`,
    },
    { name },
  );
