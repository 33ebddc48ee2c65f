import { leadCaptured } from '@campusgraph/contracts';
import { type LocalizedMessage, notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { dedupeKey, type Identity, isSameLead } from '../domain/duplicates.ts';
import { score } from '../domain/lead-score.ts';
import { type LeadRow, mapRow, type RowProblem } from '../domain/map-row.ts';
import { LeadImport } from '../persistence/entities/lead-import.ts';
import {
  type IssueColumns,
  insertIssues,
  insertLeads,
  type LeadColumns,
  leadsWithPhones,
} from '../persistence/queries/bulk-leads.ts';
import { type PolicyInForce, policyInForce } from '../persistence/queries/lead-policy.ts';

/** A row of the file; `rowNumber` as a spreadsheet counts. */
export interface FileRow {
  rowNumber: number;
  cells: readonly string[];
}

export interface RowsChunk {
  importId: string;
  /** How many rows of the file come before the chunk. */
  behind: number;
  /** Where each column stands, from `locateColumns`, and how many columns the heading has. */
  places: ReadonlyMap<string, number>;
  width: number;
  rows: readonly FileRow[];
  /** The chunk reaches the end of the file. */
  isLast: boolean;
}

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

/** The file cannot be read any further. The rows before that place stay. */
export async function failImport({ em, now }: UnitOfWork, id: string, failure: LocalizedMessage): Promise<LeadImport> {
  const leadImport = await em.findOne(LeadImport, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!leadImport) throw notFound('LeadImport', id);
  leadImport.status = 'FAILED';
  leadImport.failure = failure;
  leadImport.finishedAt = now;
  return leadImport;
}

interface NumberedLead {
  rowNumber: number;
  columns: LeadColumns;
}

async function settleRows(
  { em, now }: UnitOfWork,
  leadImport: LeadImport,
  { rows, places, width }: RowsChunk,
  issues: IssueColumns[],
): Promise<NumberedLead[]> {
  const policy = await policyInForce(em, now);
  const mapped = rows.map((row) => ({
    ...row,
    ...(fits(row.cells, width) ? mapRow(row.cells, places, leadImport.mapping) : columnCount(row.cells, width)),
  }));
  const phones = mapped.flatMap(({ lead }) => lead?.phone ?? []);
  const known = new Map<string, Identity[]>(
    Map.groupBy(await leadsWithPhones(em, leadImport.branchId, phones), ({ phone }) => phone),
  );
  const leads: NumberedLead[] = [];
  for (const { rowNumber, lead, problem } of mapped) {
    if (problem) issues.push(issue(rowNumber, 'REJECTED', problem));
    else if (lead.phone && known.get(lead.phone)?.some((other) => isSameLead(lead, other)))
      issues.push(issue(rowNumber, 'DUPLICATE', duplicateOf(lead.phone)));
    else {
      if (lead.phone) known.set(lead.phone, [...(known.get(lead.phone) ?? []), lead]);
      leads.push({ rowNumber, columns: columnsOf(lead, leadImport, policy, now) });
    }
  }
  return leads;
}

function columnsOf(lead: LeadRow, leadImport: LeadImport, policy: PolicyInForce, now: Date): LeadColumns {
  const capturedAt = lead.capturedAt && lead.capturedAt < now ? lead.capturedAt : now;
  const scored = score(lead, [{ kind: 'inquired', at: capturedAt, channel: lead.channel }], policy.body, now);
  return {
    id: newId(),
    branch_id: leadImport.branchId,
    channel: lead.channel,
    source_name: lead.sourceName ?? leadImport.sourceName,
    source_system: leadImport.sourceName,
    external_id: lead.externalId,
    name: lead.name,
    phone: lead.phone,
    child_name: lead.childName,
    child_birth_date: lead.childBirthDate,
    need: lead.need,
    attributes: lead.attributes,
    dedupe_key: dedupeKey(lead),
    status: lead.status,
    score: scored.score,
    intent_level: scored.intentLevel,
    score_reasons: scored.reasons,
    policy_version: policy.version,
    captured_at: capturedAt.toISOString(),
  };
}

function recordCaptured(unit: UnitOfWork, lead: LeadColumns, importJobId: string): void {
  const data = leadCaptured.schema.parse({
    leadId: lead.id,
    channel: lead.channel,
    sourceName: lead.source_name,
    capturedAt: lead.captured_at,
    status: lead.status,
    intentLevel: lead.intent_level,
    importJobId,
  });
  unit.record(leadCaptured, { id: lead.id, version: 1, branchId: lead.branch_id }, data);
}

/** A spreadsheet may leave empty cells behind the last heading; anything else there has slipped out of its column. */
const fits = (cells: readonly string[], width: number): boolean =>
  cells.length === width || (cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''));

function columnCount(cells: readonly string[], width: number): { problem: RowProblem; lead?: never } {
  // A quote that is not closed in its own row takes the rows behind it along.
  const lines = cells.join('').split('\n').length;
  const torn = lines > 1;
  return {
    problem: {
      code: 'COLUMN_COUNT',
      reason: {
        en: `The row has ${cells.length} columns, the heading ${width}.${torn ? ` It spans ${lines} lines: is a quote not closed?` : ''}`,
        'zh-CN': `该行有 ${cells.length} 列,表头有 ${width} 列。${torn ? `该行跨 ${lines} 行,引号可能未闭合。` : ''}`,
      },
    },
  };
}

const issue = (rowNumber: number, kind: IssueColumns['kind'], { code, reason }: RowProblem): IssueColumns => ({
  id: newId(),
  row_number: rowNumber,
  kind,
  code,
  reason,
});

const duplicateOf = (what: string | null): RowProblem => ({
  code: 'DUPLICATE',
  reason: { en: `${what} is a lead already.`, 'zh-CN': `${what} 已有线索。` },
});
