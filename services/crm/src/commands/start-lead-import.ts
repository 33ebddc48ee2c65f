import { invalid } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { parseMapping } from '../domain/import-mapping.ts';
import { requireText } from '../domain/text.ts';
import { LeadImport } from '../persistence/entities/lead-import.ts';
import { checkBranch } from './check-known.ts';

/** Enough for a million leads, and what a service can put aside on its disk. */
export const LARGEST_FILE_BYTES = 256 * 1024 * 1024;

export interface StartLeadImport {
  branchId: string;
  sourceName: string;
  fileName: string;
  fileSha256: string;
  sizeBytes: number;
  mapping: string;
}

/**
 * Announces a file. The same file for the same branch and source gives the unfinished import again, with the mapping that
 * it began with, so that it goes on where it stopped. Throws MAPPING_INVALID, FILE_TOO_LARGE, FILE_HASH_INVALID, BRANCH_NOT_FOUND.
 */
export async function startLeadImport(unit: UnitOfWork, input: StartLeadImport): Promise<LeadImport> {
  const { em, principal, now } = unit;
  const mapping = parseMapping(input.mapping);
  checkFile(input);
  await checkBranch(em, input.branchId);
  const same = {
    branchId: input.branchId,
    sourceName: requireText('sourceName', input.sourceName),
    fileSha256: input.fileSha256.toLowerCase(),
  };
  // Two clerks with the same file: the second waits here and finds the import of the first.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `lead import ${same.branchId} ${same.sourceName} ${same.fileSha256}`,
  ]);
  const unfinished = await em.findOne(LeadImport, { ...same, status: { $in: ['AWAITING_FILE', 'RUNNING'] } });
  if (unfinished) return unfinished;
  return em.create(LeadImport, {
    ...same,
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    fileName: requireText('fileName', input.fileName),
    sizeBytes: input.sizeBytes,
    mapping,
    status: 'AWAITING_FILE',
    rowsTotal: null,
    failure: null,
    finishedAt: null,
    startedBy: `${principal.kind} ${principal.subject}`,
  });
}

function checkFile({ fileSha256, sizeBytes }: StartLeadImport): void {
  if (!/^[0-9a-f]{64}$/iu.test(fileSha256))
    throw invalid(
      'FILE_HASH_INVALID',
      {
        en: `"${fileSha256}" is not a SHA-256 in 64 hexadecimal digits.`,
        'zh-CN': `“${fileSha256}”不是 64 位十六进制的 SHA-256。`,
      },
      { fileSha256 },
    );
  if (sizeBytes >= 1 && sizeBytes <= LARGEST_FILE_BYTES) return;
  throw invalid(
    'FILE_TOO_LARGE',
    {
      en: `A file of ${sizeBytes} bytes cannot be imported; it must have from 1 to ${LARGEST_FILE_BYTES}. Split it.`,
      'zh-CN': `文件大小 ${sizeBytes} 字节,须在 1 到 ${LARGEST_FILE_BYTES} 之间,请拆分后再导入。`,
    },
    { sizeBytes },
  );
}
