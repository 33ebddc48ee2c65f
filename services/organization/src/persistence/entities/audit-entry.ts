import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const auditEntrySchema = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    action: p.text(),
    actorKind: p.text(),
    actorId: p.text(),
    subjectId: p.text().nullable(),
    /** For an access to personal data: the client's name for the operation. */
    operation: p.text().nullable(),
    /** The fields with personal data that were selected, `Guardian.phone`. */
    fields: p.array<string>().nullable(),
    correlationId: p.text().nullable(),
    at: instant(),
  },
  indexes: [{ name: 'audit_entry_at', properties: ['organizationId', 'at', 'id'] }],
  ...tenantPolicies('audit_entry', { branch: 'none', family: 'shared', systemRole: 'organization_system' }),
});

export class AuditEntry extends auditEntrySchema.class {}
auditEntrySchema.setClass(AuditEntry);
