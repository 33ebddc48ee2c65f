import type { UnitOfWork } from '@campusgraph/persistence';
import type { Teacher } from '../persistence/entities/teacher.ts';
import { TeacherAbsence } from '../persistence/entities/teacher-absence.ts';
import { found } from './found.ts';
import { lockTeacher } from './lock-teacher.ts';

/** The teacher is there after all. Throws TEACHER_ABSENCE_NOT_FOUND, TEACHER_OF_ANOTHER_BRANCH. */
export async function withdrawTeacherAbsence(
  unit: UnitOfWork,
  { teacherAbsenceId: id }: { teacherAbsenceId: string },
): Promise<Teacher> {
  const absence = await found('TeacherAbsence', id, unit.em.findOne(TeacherAbsence, { id }));
  const teacher = await lockTeacher(unit, absence.teacherId);
  unit.em.remove(absence);
  return teacher;
}
