import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { checkNumber, checkText } from '../domain/text.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { Room } from '../persistence/entities/room.ts';
import { found } from './found.ts';

export interface AddRoom {
  branchId: string;
  name: string;
  capacity: number;
}

/** A room that lessons can take. Throws BRANCH_NOT_FOUND, ROOM_NAME_TAKEN, INVALID_TEXT, INVALID_NUMBER. */
export async function addRoom(unit: UnitOfWork, input: AddRoom): Promise<Room> {
  const { em, principal, now } = unit;
  await found('Branch', input.branchId, em.findOne(BranchCopy, { branchId: input.branchId }));
  const room = em.create(Room, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId: input.branchId,
    name: checkText('name', input.name),
    capacity: checkNumber('capacity', input.capacity, [1, 1000]),
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'room_name') ? nameTaken(room.name) : error;
  });
  return room;
}

const nameTaken = (name: string) =>
  conflict(
    'ROOM_NAME_TAKEN',
    {
      en: `The branch has a room named ${name} already. Choose another name.`,
      'zh-CN': `本校区已有名为“${name}”的教室,请更换名称。`,
    },
    { name },
  );
