import { studentRegistered } from '@campusgraph/contracts';
import { notHeardOf } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkText } from '../domain/text.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { GuardianCopy } from '../persistence/entities/guardian-copy.ts';
import { Student } from '../persistence/entities/student.ts';
import { found } from './found.ts';

export interface RegisterStudent {
  /** Given for a lead that converted; a walk-in gets a new one. */
  studentId?: string;
  branchId: string;
  guardianId: string;
  name: string;
  birthDate?: string | null | undefined;
}

/** A walk-in's record. Throws BRANCH_NOT_FOUND, GUARDIAN_NOT_FOUND, INVALID_TEXT. */
export async function registerStudent(unit: UnitOfWork, input: RegisterStudent): Promise<Student> {
  await found('Branch', input.branchId, unit.em.findOne(BranchCopy, { branchId: input.branchId }));
  const { guardianId } = input;
  if (!(await unit.em.findOne(GuardianCopy, { guardianId }))) throw notHeardOf('Guardian', guardianId, 'guardianId');
  return openRecord(unit, { ...input, name: checkText('name', input.name) });
}

/** The record of a lead that became a customer; one that is there already is left as it is. The branch may be news still. */
export async function registerConverted(
  unit: UnitOfWork,
  input: RegisterStudent & { studentId: string },
): Promise<void> {
  if (await unit.em.findOne(Student, { id: input.studentId })) return;
  openRecord(unit, input);
}

function openRecord(unit: UnitOfWork, { studentId, branchId, guardianId, name, birthDate }: RegisterStudent): Student {
  const student = unit.em.create(Student, {
    id: studentId ?? newId(),
    organizationId: unit.principal.organizationId,
    createdAt: unit.now,
    branchId,
    guardianId,
    name,
    birthDate: birthDate ?? null,
  });
  unit.record(studentRegistered, student, { studentId: student.id, guardianId, name });
  return student;
}
