import type { UnitOfWork } from '@campusgraph/persistence';
import { checkText } from '../domain/text.ts';
import { Course } from '../persistence/entities/course.ts';
import type { Teacher } from '../persistence/entities/teacher.ts';
import { found } from './found.ts';
import { lockTeacher } from './lock-teacher.ts';

export interface SetTeacherSkills {
  teacherId: string;
  courseIds?: readonly string[] | null | undefined;
  tier?: string | null | undefined;
}

/** What a teacher can give, in place of what was said before. Throws COURSE_NOT_FOUND, INVALID_TEXT and as `lockTeacher`. */
export async function setTeacherSkills(unit: UnitOfWork, input: SetTeacherSkills): Promise<Teacher> {
  const teacher = await lockTeacher(unit, input.teacherId);
  const courseIds = input.courseIds ? [...new Set(input.courseIds)].toSorted() : null;
  for (const id of courseIds ?? []) await found('Course', id, unit.em.findOne(Course, { id }));
  return unit.em.assign(teacher, { courseIds, tier: input.tier ? checkText('tier', input.tier) : null });
}
