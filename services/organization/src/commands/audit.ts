import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { AuditEntry } from '../persistence/entities/audit-entry.ts';

/** Writes down who did `action` to whom, in the transaction that does it. */
export function audit(
  { em, principal, now, correlationId }: UnitOfWork,
  action: string,
  subjectId: string | null,
): void {
  em.create(AuditEntry, {
    id: newId(),
    organizationId: principal.organizationId,
    action,
    actorKind: principal.kind,
    actorId: principal.subject,
    subjectId,
    operation: null,
    fields: null,
    correlationId,
    at: now,
  });
}
