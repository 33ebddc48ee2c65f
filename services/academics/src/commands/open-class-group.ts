import { classGroupOpened } from '@campusgraph/contracts';
import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { checkRoomBranch, checkRoomSize } from '../domain/class-group.ts';
import { checkNumber, checkText } from '../domain/text.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import { Course } from '../persistence/entities/course.ts';
import { Room } from '../persistence/entities/room.ts';
import { Teacher } from '../persistence/entities/teacher.ts';
import { found } from './found.ts';

export interface OpenClassGroup {
  branchId: string;
  courseId: string;
  name: string;
  teacherId: string;
  roomId: string;
  capacity: number;
}

/** Throws CLASS_NAME_TAKEN, ROOM_TOO_SMALL, ROOM_OF_ANOTHER_BRANCH, and BRANCH_, COURSE_, TEACHER_ or ROOM_NOT_FOUND. */
export async function openClassGroup(unit: UnitOfWork, input: OpenClassGroup): Promise<ClassGroup> {
  const { em, principal, now } = unit;
  const { branchId, courseId, teacherId, roomId } = input;
  await found('Branch', branchId, em.findOne(BranchCopy, { branchId }));
  await found('Course', courseId, em.findOne(Course, { id: courseId }));
  await found('Teacher', teacherId, em.findOne(Teacher, { id: teacherId }));
  const room = await found('Room', roomId, em.findOne(Room, { id: roomId }));
  const capacity = checkNumber('capacity', input.capacity, [1, 1000]);
  checkRoomBranch(branchId, room);
  checkRoomSize(capacity, room);
  const name = checkText('name', input.name);
  const group = em.create(ClassGroup, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId,
    courseId,
    teacherId,
    roomId,
    name,
    capacity,
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'class_group_name') ? nameTaken(name) : error;
  });
  unit.record(classGroupOpened, group, { classGroupId: group.id, name, courseId, teacherId, capacity });
  return group;
}

const nameTaken = (name: string) =>
  conflict(
    'CLASS_NAME_TAKEN',
    {
      en: `The branch has a class named ${name} already. Choose another name.`,
      'zh-CN': `本校区已有名为“${name}”的班级,请更换名称。`,
    },
    { name },
  );
