import type { UnitOfWork } from '@campusgraph/persistence';
import { checkOfferStands } from '../domain/wait-list.ts';
import type { Enrollment } from '../persistence/entities/enrollment.ts';
import { lockStudent, takeSeat } from './enroll-student.ts';
import { findEntry, lockEntry } from './wait-list-entry.ts';

/**
 * The seat that was held is the child's. A child that clashes is told with what (STUDENT_CLASH) and keeps the offer until its
 * deadline, so that the other lesson can be moved meanwhile. Throws NOT_OFFERED, OFFER_LAPSED, WAIT_LIST_STATUS and as `enrollStudent`.
 */
export async function acceptSeatOffer(unit: UnitOfWork, input: { waitListEntryId: string }): Promise<Enrollment> {
  // Of the own family or branch, as the database says.
  const { id } = await findEntry(unit, input.waitListEntryId);
  return unit.asService(async (service) => {
    const { entry, group } = await lockEntry(service, id);
    checkOfferStands(entry, service.now);
    return takeSeat(service, group, await lockStudent(service, entry.studentId));
  });
}
