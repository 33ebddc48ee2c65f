import type { UnitOfWork } from '@campusgraph/persistence';
import { savePostings } from '../persistence/queries/save-postings.ts';
import { type AttendancePosting, openBatch } from './attendance-batch.ts';
import { payTeachers } from './pay-teachers.ts';
import { postConsumption } from './post-consumption.ts';

/**
 * Posts attendance, many at once: lesson hours deducted, revenue recognised, teachers paid, all in the ledger, and the facts
 * recorded. What was posted before (the same revision or an older one) changes nothing. Five round trips however many.
 */
export async function postAttendance(unit: UnitOfWork, postings: readonly AttendancePosting[]): Promise<void> {
  if (postings.length === 0) return;
  const batch = await openBatch(unit, postings);
  for (const posting of postings) postConsumption(batch, posting);
  payTeachers(
    batch,
    postings.filter((posting) => !posting.isRepost),
  );
  const accounts = [...batch.accounts.values()];
  await savePostings(unit, {
    reversedIds: batch.reversedIds,
    consumptions: [...batch.consumptions.values()],
    payLines: batch.payLines,
    lots: accounts.flatMap((account) => account.lots),
    accounts,
  });
  await batch.ledger.save();
}
