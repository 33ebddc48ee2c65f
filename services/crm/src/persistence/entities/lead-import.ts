import type { LocalizedMessage } from '@campusgraph/errors';
import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { ImportMapping } from '../../domain/import-mapping.ts';

const leadImportSchema = defineEntity({
  name: 'LeadImport',
  tableName: 'lead_import',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    sourceName: p.text(),
    fileName: p.text(),
    fileSha256: p.text(),
    sizeBytes: p.bigint('number'),
    mapping: p.json<ImportMapping>(),
    status: oneOf('AWAITING_FILE', 'RUNNING', 'FINISHED', 'FAILED'),
    /** Known when the file has been read to its end. */
    rowsTotal: p.integer().nullable(),
    /** Rows that are settled; a resumed import goes on behind them. */
    rowsDone: p.integer().default(0),
    imported: p.integer().default(0),
    duplicates: p.integer().default(0),
    rejected: p.integer().default(0),
    failure: p.json<LocalizedMessage>().nullable(),
    finishedAt: instant().nullable(),
    startedBy: p.text(),
  },
  indexes: [
    { name: 'lead_import_created', properties: ['organizationId', 'createdAt', 'id'] },
    {
      name: 'lead_import_unfinished',
      expression: (_columns, table, name) =>
        `create unique index "${name}" on "${table.name}" (organization_id, branch_id, source_name, file_sha256) where status in ('AWAITING_FILE', 'RUNNING')`,
    },
  ],
  ...tenantPolicies('lead_import', { branch: 'required', family: 'hidden' }),
});

/** One file of leads, and how far it has come. */
export class LeadImport extends leadImportSchema.class {}
leadImportSchema.setClass(LeadImport);
