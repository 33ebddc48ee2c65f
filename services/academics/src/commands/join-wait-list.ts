import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkOpen } from '../domain/class-group.ts';
import { checkNoSeatFree } from '../domain/wait-list.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { Student } from '../persistence/entities/student.ts';
import { WaitListEntry } from '../persistence/entities/wait-list-entry.ts';
import { leavingAfter } from '../persistence/queries/stays.ts';
import { entryInLine } from '../persistence/queries/wait-list.ts';
import { alreadyEnrolled, lockStudent } from './enroll-student.ts';
import { found } from './found.ts';
import { lockClassGroup } from './lock-class-group.ts';

export interface StudentAndClass {
  studentId: string;
  classGroupId: string;
}

/** Puts a child at the end of the line for a class that is full (C18). Throws ALREADY_ENROLLED, ALREADY_WAITING, SEATS_FREE, CLASS_CLOSED. */
export async function joinWaitList(
  unit: UnitOfWork,
  { studentId, classGroupId }: StudentAndClass,
): Promise<WaitListEntry> {
  // Of the own family or branch, as the database says.
  await found('Student', studentId, unit.em.findOne(Student, { id: studentId }));
  return unit.asService((service) => join(service, { studentId, classGroupId }));
}

async function join(unit: UnitOfWork, { studentId, classGroupId }: StudentAndClass): Promise<WaitListEntry> {
  const { em, principal, now } = unit;
  const group = await lockClassGroup(unit, classGroupId);
  const student = await lockStudent(unit, studentId);
  checkOpen(group);
  const which = { classGroupId: group.id, studentId: student.id };
  if (await em.findOne(Enrollment, { ...which, status: 'ACTIVE' })) throw alreadyEnrolled(student, group);
  if (await entryInLine(em, which)) throw alreadyWaiting(student, group);
  checkNoSeatFree(group, await leavingAfter(em, { classGroupId: group.id, at: now }));
  const last = await em.findOne(WaitListEntry, { classGroupId: group.id }, { orderBy: { place: 'desc' } });
  return em.create(WaitListEntry, {
    ...{ id: newId(), organizationId: principal.organizationId, createdAt: now },
    ...{ branchId: group.branchId, guardianId: student.guardianId, studentName: student.name, ...which },
    place: (last?.place ?? 0) + 1,
  });
}

const alreadyWaiting = (student: { id: string; name: string }, group: { id: string; name: string }) =>
  conflict(
    'ALREADY_WAITING',
    {
      en: `${student.name} is on the wait list of class ${group.name} already.`,
      'zh-CN': `${student.name}已在班级“${group.name}”的候补名单中。`,
    },
    { studentId: student.id, classGroupId: group.id },
  );
