import { invalid, notHeardOf } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { StudentCopy } from '../persistence/entities/student-copy.ts';

/**
 * Refuses a student that is not one of the branches' (or not known yet) and another family's child. Throws STUDENT_NOT_FOUND,
 * WRONG_GUARDIAN, which does not name the right guardian.
 */
export async function checkFamily({ em }: UnitOfWork, studentId: string, guardianId: string): Promise<void> {
  const student = await em.findOne(StudentCopy, { id: studentId });
  if (!student) throw notHeardOf('Student', studentId, 'studentId');
  if (student.guardianId === guardianId) return;
  throw invalid(
    'WRONG_GUARDIAN',
    {
      en: `Guardian ${guardianId} is not the guardian of student ${studentId}. Look the student up and choose again.`,
      'zh-CN': `家长 ${guardianId} 不是学员 ${studentId} 的监护人,请查询学员后重新选择。`,
    },
    { studentId, guardianId },
  );
}
