import { invalid } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { StudentCopy } from '../persistence/entities/student-copy.ts';

/**
 * Refuses another family's child. Throws WRONG_GUARDIAN. A student that is not known yet (the fact is on its way) is taken at
 * the clerk's word. The refusal does not name the right guardian: the student may be another branch's.
 */
export async function checkFamily({ em }: UnitOfWork, studentId: string, guardianId: string): Promise<void> {
  const student = await em.findOne(StudentCopy, { id: studentId });
  if (!student || student.guardianId === guardianId) return;
  throw invalid(
    'WRONG_GUARDIAN',
    {
      en: `Guardian ${guardianId} is not the guardian of student ${studentId}. Look the student up and choose again.`,
      'zh-CN': `家长 ${guardianId} 不是学员 ${studentId} 的监护人,请查询学员后重新选择。`,
    },
    { studentId, guardianId },
  );
}
