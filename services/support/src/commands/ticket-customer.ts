import { forbidden, invalid, notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { StudentCopy } from '../persistence/entities/student-copy.ts';

export interface TicketSubject {
  studentId?: string | null | undefined;
  guardianId?: string | null | undefined;
  branchId?: string | null | undefined;
}

/** Whose ticket it is and where. */
export interface TicketCustomer {
  guardianId: string;
  studentId: string | null;
  branchId: string;
}

/**
 * Works out the customer and the branch from what was said and from who is signed in. Throws STUDENT_NOT_FOUND,
 * GUARDIAN_NOT_FOUND, GUARDIAN_REQUIRED, NOT_YOUR_FAMILY, WRONG_GUARDIAN or BRANCH_REQUIRED.
 */
export async function findCustomer(unit: UnitOfWork, subject: TicketSubject): Promise<TicketCustomer> {
  const own = unit.principal.guardianId;
  if (own && subject.guardianId && subject.guardianId !== own) throw notYourFamily(subject.guardianId);
  const student = subject.studentId ? await unit.em.findOne(StudentCopy, { studentId: subject.studentId }) : null;
  if (subject.studentId && !student) throw notFound('Student', subject.studentId);
  const guardianId = own ?? subject.guardianId ?? student?.guardianId;
  if (!guardianId) throw guardianRequired();
  if (student && student.guardianId !== guardianId) throw wrongGuardian(guardianId, student);
  const children = student ? [student] : await unit.em.find(StudentCopy, { guardianId });
  if (!own && children.length === 0) throw notFound('Guardian', guardianId);
  return { guardianId, studentId: student?.studentId ?? null, branchId: branchOf(unit, subject, children) };
}

/** The branch that was named, or the children's if it is one, or the principal's only one. */
function branchOf({ principal }: UnitOfWork, { branchId }: TicketSubject, children: readonly StudentCopy[]): string {
  const ofChildren = new Set(children.map((child) => child.branchId));
  const candidates = ofChildren.size > 0 || principal.branches === 'ALL' ? [...ofChildren] : principal.branches;
  const branch = branchId ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (branch) return branch;
  throw invalid(
    'BRANCH_REQUIRED',
    {
      en: `Say which branch the ticket is for (branchId); ${candidates.length} would be possible.`,
      'zh-CN': `请指明工单所属校区(branchId);目前有 ${candidates.length} 个可能的校区。`,
    },
    { candidates },
  );
}

const notYourFamily = (guardianId: string) =>
  forbidden(
    'NOT_YOUR_FAMILY',
    {
      en: `You can open a ticket for yourself only, not for guardian ${guardianId}. Leave guardianId out.`,
      'zh-CN': `您只能为自己提交工单,不能为家长 ${guardianId} 提交,请省略 guardianId。`,
    },
    { guardianId },
  );

const guardianRequired = () =>
  invalid('GUARDIAN_REQUIRED', {
    en: 'Say whose ticket it is: give studentId or guardianId.',
    'zh-CN': '请指明工单所属客户:填写 studentId 或 guardianId。',
  });

const wrongGuardian = (guardianId: string, { studentId }: StudentCopy) =>
  invalid(
    'WRONG_GUARDIAN',
    {
      en: `Student ${studentId} is not a child of guardian ${guardianId}. Leave guardianId out.`,
      'zh-CN': `学员 ${studentId} 不属于家长 ${guardianId},请省略 guardianId。`,
    },
    { guardianId, studentId },
  );
