import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import { WaitListEntry } from '../persistence/entities/wait-list-entry.ts';
import { endEntry, offerFreeSeats } from './wait-list-entry.ts';

/**
 * Seats that were held for too long, and any that are free, go to the next in line; returns how many were held too long. A class that
 * somebody has in hand at the moment is left for the next look, so that processes do not queue for each other.
 */
export async function passSeatsOn(unit: UnitOfWork, { classGroupId }: { classGroupId: string }): Promise<number> {
  const { em, now } = unit;
  const group = await em.findOne(ClassGroup, { id: classGroupId }, { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE });
  if (!group) return 0;
  const lapsed = await em.find(
    WaitListEntry,
    { classGroupId, status: 'OFFERED', offerEndsAt: { $lte: now } },
    { orderBy: { place: 'asc' } },
  );
  for (const entry of lapsed) endEntry(unit, group, entry, 'LAPSED');
  await offerFreeSeats(unit, group);
  return lapsed.length;
}
