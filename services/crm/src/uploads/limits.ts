import { conflict, type DomainError, invalid } from '@campusgraph/errors';

/** What uploads may take together of a process: its disk (`LARGEST_FILE_BYTES` each), its memory and its connections to Postgres. */
export interface UploadLimits {
  /** Files that are being received or imported at once. */
  atOnce: number;
  /** Of these, one organization's: one that uploads all its branches' files leaves room for another. */
  atOnceOfOrganization: number;
  /** Workbooks are read into memory as a whole, so fewer of them are read at once; the others wait. */
  workbooksAtOnce: number;
  /** Rows of one file, which bounds how long it takes to import. */
  rows: number;
  /** Milliseconds without a byte of the file. */
  silenceMs: number;
  /** Milliseconds for the whole file: 150 KB/s for the largest. */
  receivingMs: number;
}

export const UPLOAD_LIMITS: UploadLimits = {
  atOnce: 6,
  atOnceOfOrganization: 2,
  workbooksAtOnce: 1,
  rows: 1_000_000,
  silenceMs: 30_000,
  receivingMs: 30 * 60_000,
};

/** Long enough for a small file to be done. */
const RETRY_AFTER_S = 15;

export const tooManyUploads = (atOnce: number): DomainError =>
  conflict(
    'TOO_MANY_UPLOADS',
    {
      en: `${atOnce} files are being imported, and no more are taken at once. Send this one again in ${RETRY_AFTER_S} s.`,
      'zh-CN': `已有 ${atOnce} 个文件正在导入,达到同时导入数上限,请 ${RETRY_AFTER_S} 秒后重新上传。`,
    },
    { limit: atOnce, retryAfterS: RETRY_AFTER_S },
  );

export const uploadTooSlow = (receivedBytes: number, sizeBytes: number): DomainError =>
  invalid(
    'UPLOAD_TOO_SLOW',
    {
      en: `Of ${sizeBytes} bytes only ${receivedBytes} arrived in time. Nothing was imported; send the file again over a better connection, or split it.`,
      'zh-CN': `文件共 ${sizeBytes} 字节,限时内仅收到 ${receivedBytes} 字节,尚未导入任何数据。请换用更好的网络重新上传,或拆分文件。`,
    },
    { sizeBytes, receivedBytes },
  );

export const tooManyRows = (most: number): DomainError =>
  invalid(
    'TOO_MANY_ROWS',
    {
      en: `The file has more than ${most} rows. The first ${most} were imported; send the others as a file of their own.`,
      'zh-CN': `文件超过 ${most} 行,前 ${most} 行已导入,其余请另存为单独的文件上传。`,
    },
    { limit: most },
  );
