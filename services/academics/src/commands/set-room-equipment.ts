import type { UnitOfWork } from '@campusgraph/persistence';
import { checkEquipment } from '../domain/equipment.ts';
import { Room } from '../persistence/entities/room.ts';
import { found } from './found.ts';

/** What a room has, in place of what was said before. Throws ROOM_NOT_FOUND, INVALID_TEXT, TOO_MUCH_EQUIPMENT. */
export async function setRoomEquipment(
  { em }: UnitOfWork,
  { roomId, equipment }: { roomId: string; equipment: readonly string[] },
): Promise<Room> {
  const room = await found('Room', roomId, em.findOne(Room, { id: roomId }));
  return em.assign(room, { equipment: checkEquipment('equipment', equipment) });
}
