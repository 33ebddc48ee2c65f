import { forbidden } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { Teacher } from '../persistence/entities/teacher.ts';
import { found } from './found.ts';

/**
 * A teacher whose terms the principal may change: one of the own branches. Every branch sees every teacher, so row-level
 * security does not say it. Throws TEACHER_NOT_FOUND, TEACHER_OF_ANOTHER_BRANCH.
 */
export async function lockTeacher({ em, principal }: UnitOfWork, id: string): Promise<Teacher> {
  const teacher = await found('Teacher', id, em.findOne(Teacher, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
  const { branches } = principal;
  if (branches === 'ALL' || teacher.branchIds.some((branchId) => branches.includes(branchId))) return teacher;
  throw forbidden(
    'TEACHER_OF_ANOTHER_BRANCH',
    {
      en: `Teacher ${teacher.name} works in other branches than yours. Ask one of them, or headquarters.`,
      'zh-CN': `教师“${teacher.name}”不在您的校区任教,请联系其所在校区或总部。`,
    },
    { teacherId: id },
  );
}
