import { leadCaptured } from '@campusgraph/contracts';
import { notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { LeadImport } from '../persistence/entities/lead-import.ts';
import { type IssueColumns, insertIssues, insertLeads, type LeadColumns } from '../persistence/queries/bulk-leads.ts';
import { duplicateOf, issue, type RowsChunk, settleRows } from './settle-rows.ts';

/**
 * Settles what of a chunk is not settled yet: leads, issues and how far the import has come are one transaction, so that a
 * crash loses nothing and repeats nothing, nor do two uploads of the file at the same time. Throws LEAD_IMPORT_NOT_FOUND.
 */
export async function importRows(unit: UnitOfWork, chunk: RowsChunk): Promise<LeadImport> {
  const { em, now } = unit;
  const leadImport = await em.findOne(LeadImport, { id: chunk.importId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!leadImport) throw notFound('LeadImport', chunk.importId);
  if (leadImport.status === 'FINISHED' || leadImport.status === 'FAILED') return leadImport;
  if (leadImport.rowsDone < chunk.behind) throw new Error(`Rows of import ${leadImport.id} were left out.`);
  const rows = chunk.rows.slice(leadImport.rowsDone - chunk.behind);
  const issues: IssueColumns[] = [];
  const leads = await settleRows(unit, leadImport, { ...chunk, rows }, issues);
  const inserted = await insertLeads(
    em,
    { organizationId: leadImport.organizationId, importId: leadImport.id, now },
    leads.map(({ columns }) => columns),
  );
  for (const { columns, rowNumber } of leads)
    if (inserted.has(columns.id)) recordCaptured(unit, columns, leadImport.id);
    else issues.push(issue(rowNumber, 'DUPLICATE', duplicateOf(columns.external_id ?? columns.phone)));
  await insertIssues(em, { ...leadImport, importId: leadImport.id }, issues);
  leadImport.status = chunk.isLast ? 'FINISHED' : 'RUNNING';
  leadImport.rowsDone += rows.length;
  leadImport.imported += inserted.size;
  leadImport.duplicates += issues.filter(({ kind }) => kind === 'DUPLICATE').length;
  leadImport.rejected += issues.filter(({ kind }) => kind === 'REJECTED').length;
  if (chunk.isLast) {
    leadImport.rowsTotal = leadImport.rowsDone;
    leadImport.finishedAt = now;
  }
  return leadImport;
}

function recordCaptured(unit: UnitOfWork, lead: LeadColumns, importJobId: string): void {
  const aggregate = { id: lead.id, version: 1, branchId: lead.branch_id };
  unit.record(leadCaptured, aggregate, {
    leadId: lead.id,
    channel: lead.channel,
    sourceName: lead.source_name,
    capturedAt: lead.captured_at,
    status: lead.status,
    intentLevel: lead.intent_level,
    importJobId,
  });
}
