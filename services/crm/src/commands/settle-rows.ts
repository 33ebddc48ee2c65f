import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { dedupeKey, type Identity, isSameLead } from '../domain/duplicates.ts';
import { score } from '../domain/lead-score.ts';
import { type LeadRow, mapRow, type RowProblem } from '../domain/map-row.ts';
import type { LeadImport } from '../persistence/entities/lead-import.ts';
import { type IssueColumns, type LeadColumns, leadsWithPhones } from '../persistence/queries/bulk-leads.ts';
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

export interface NumberedLead {
  rowNumber: number;
  columns: LeadColumns;
}

/**
 * What becomes of each row: leads to be inserted, and into `issues` what is none, by the mapping and by the leads that the
 * branch knows. Rows of the chunk are compared with each other too.
 */
export async function settleRows(
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

export const issue = (rowNumber: number, kind: IssueColumns['kind'], { code, reason }: RowProblem): IssueColumns => ({
  id: newId(),
  row_number: rowNumber,
  kind,
  code,
  reason,
});

export const duplicateOf = (what: string | null): RowProblem => ({
  code: 'DUPLICATE',
  reason: { en: `${what} is a lead already.`, 'zh-CN': `${what} 已有线索。` },
});
