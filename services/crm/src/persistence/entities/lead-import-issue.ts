import type { LocalizedMessage } from '@campusgraph/errors';
import { oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const leadImportIssueSchema = defineEntity({
  name: 'LeadImportIssue',
  tableName: 'lead_import_issue',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    importId: p.uuid(),
    /** As a spreadsheet counts: the heading is row 1. */
    rowNumber: p.integer(),
    kind: oneOf('DUPLICATE', 'REJECTED'),
    code: p.text(),
    reason: p.json<LocalizedMessage>(),
  },
  indexes: [{ name: 'lead_import_issue_row', properties: ['importId', 'rowNumber', 'id'] }],
  ...tenantPolicies('lead_import_issue', { branch: 'required', family: 'hidden' }),
});

/** A row that did not become a lead, and why. */
export class LeadImportIssue extends leadImportIssueSchema.class {}
leadImportIssueSchema.setClass(LeadImportIssue);
