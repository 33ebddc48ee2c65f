import { type LocalizedMessage, notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { LeadImport } from '../persistence/entities/lead-import.ts';

/** The file cannot be read any further. The rows before that place stay. */
export async function failImport({ em, now }: UnitOfWork, id: string, failure: LocalizedMessage): Promise<LeadImport> {
  const leadImport = await em.findOne(LeadImport, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!leadImport) throw notFound('LeadImport', id);
  leadImport.status = 'FAILED';
  leadImport.failure = failure;
  leadImport.finishedAt = now;
  return leadImport;
}
