import type { UnitOfWork } from '@campusgraph/persistence';
import { checkCapacity, checkOpen, checkRoomSize } from '../domain/class-group.ts';
import { checkNumber } from '../domain/text.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Room } from '../persistence/entities/room.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { offerFreeSeats } from './wait-list-entry.ts';

/**
 * More seats, which are offered to the wait list at once, or fewer, but not fewer than are taken or held. The class's own room must
 * hold it; of lessons in another room the next change says so. Throws CAPACITY_BELOW_SEATS_TAKEN, ROOM_TOO_SMALL, CLASS_CLOSED.
 */
export async function setClassCapacity(
  unit: UnitOfWork,
  input: { classGroupId: string; capacity: number },
): Promise<ClassGroup> {
  const group = await lockClassGroup(unit, input.classGroupId);
  checkOpen(group);
  const capacity = checkNumber('capacity', input.capacity, [1, 1000]);
  checkCapacity(capacity, group);
  checkRoomSize(capacity, await unit.em.findOneOrFail(Room, { id: group.roomId }));
  group.capacity = capacity;
  await offerFreeSeats(unit, group);
  return group;
}
