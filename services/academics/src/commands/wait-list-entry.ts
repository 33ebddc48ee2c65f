import { seatOffered } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { freeSeats } from '../domain/class-group.ts';
import { checkEntryMayBecome, IN_LINE, offerEndsAt, type WaitListStatus } from '../domain/wait-list.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { WaitListEntry } from '../persistence/entities/wait-list-entry.ts';
import { seatPolicyAt } from '../persistence/queries/seat-policies.ts';
import { leavingAfter } from '../persistence/queries/stays.ts';
import { found } from './found.ts';
import { lockClassGroup } from './lock-class-group.ts';

/** An entry of the own family or branch, its class locked first. Throws WAIT_LIST_ENTRY_NOT_FOUND. */
export async function lockEntry(unit: UnitOfWork, id: string): Promise<{ entry: WaitListEntry; group: ClassGroup }> {
  const entry = await findEntry(unit, id);
  const group = await lockClassGroup(unit, entry.classGroupId);
  // As it is now that nobody else changes the line.
  await unit.em.refresh(entry);
  return { entry, group };
}

/** Under row-level security: a family finds its own only. */
export const findEntry = ({ em }: UnitOfWork, id: string): Promise<WaitListEntry> =>
  found('WaitListEntry', id, em.findOne(WaitListEntry, { id }));

/** Takes a child out of the line of a class that is locked; a seat that was held is free then. Throws WAIT_LIST_STATUS. */
export function endEntry({ now }: UnitOfWork, group: ClassGroup, entry: WaitListEntry, status: WaitListStatus): void {
  checkEntryMayBecome(entry, status);
  if (entry.status === 'OFFERED') group.heldCount -= 1;
  Object.assign(entry, { status, endedAt: now });
}

/** Ends the line of a class that closes. */
export async function closeLine(unit: UnitOfWork, group: ClassGroup): Promise<void> {
  const entries = await unit.em.find(WaitListEntry, { classGroupId: group.id, status: { $in: [...IN_LINE] } });
  for (const entry of entries) endEntry(unit, group, entry, 'CLOSED');
}

/**
 * Holds each free seat of a class that is locked for the next in line and tells the family. To be called by every command that frees a
 * seat, when the rest is done, so that no seat is free while somebody waits for it.
 */
export async function offerFreeSeats(unit: UnitOfWork, group: ClassGroup): Promise<void> {
  const { em, now } = unit;
  if (group.status !== 'OPEN') return;
  await em.flush();
  const free = freeSeats(group, await leavingAfter(em, { classGroupId: group.id, at: now }));
  if (free <= 0) return;
  const next = await em.find(
    WaitListEntry,
    { classGroupId: group.id, status: 'WAITING' },
    { orderBy: { place: 'asc' }, limit: free },
  );
  if (next.length === 0) return;
  const until = offerEndsAt(now, await seatPolicyAt(em, group.branchId, now));
  for (const entry of next) {
    checkEntryMayBecome(entry, 'OFFERED');
    Object.assign(entry, { status: 'OFFERED', offeredAt: now, offerEndsAt: until });
    group.heldCount += 1;
    unit.record(seatOffered, entry, {
      waitListEntryId: entry.id,
      studentId: entry.studentId,
      guardianId: entry.guardianId,
      studentName: entry.studentName,
      classGroupId: group.id,
      className: group.name,
      offerEndsAt: until.toISOString(),
    });
  }
}
