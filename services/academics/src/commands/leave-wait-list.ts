import type { UnitOfWork } from '@campusgraph/persistence';
import type { WaitListEntry } from '../persistence/entities/wait-list-entry.ts';
import { endEntry, findEntry, lockEntry, offerFreeSeats } from './wait-list-entry.ts';

/** Out of the line, with or without an offer; a seat that was held goes to the next. Throws WAIT_LIST_STATUS, WAIT_LIST_ENTRY_NOT_FOUND. */
export const leaveWaitList = (unit: UnitOfWork, input: { waitListEntryId: string }): Promise<WaitListEntry> =>
  stepOut(unit, input.waitListEntryId, 'LEFT');

/** A no to the seat that is held; it goes to the next in line. Throws WAIT_LIST_STATUS, WAIT_LIST_ENTRY_NOT_FOUND. */
export const declineSeatOffer = (unit: UnitOfWork, input: { waitListEntryId: string }): Promise<WaitListEntry> =>
  stepOut(unit, input.waitListEntryId, 'DECLINED');

async function stepOut(unit: UnitOfWork, id: string, status: 'LEFT' | 'DECLINED'): Promise<WaitListEntry> {
  // Of the own family or branch, as the database says.
  await findEntry(unit, id);
  return unit.asService(async (service) => {
    const { entry, group } = await lockEntry(service, id);
    endEntry(service, group, entry, status);
    await offerFreeSeats(service, group);
    return entry;
  });
}
