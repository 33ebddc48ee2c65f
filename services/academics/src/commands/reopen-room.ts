import type { UnitOfWork } from '@campusgraph/persistence';
import { Room } from '../persistence/entities/room.ts';
import { RoomClosure } from '../persistence/entities/room-closure.ts';
import { found } from './found.ts';

/** The room can be used after all. Throws ROOM_CLOSURE_NOT_FOUND. */
export async function reopenRoom({ em }: UnitOfWork, { roomClosureId: id }: { roomClosureId: string }): Promise<Room> {
  const closure = await found('RoomClosure', id, em.findOne(RoomClosure, { id }));
  em.remove(closure);
  return em.findOneOrFail(Room, { id: closure.roomId });
}
