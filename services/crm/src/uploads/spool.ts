import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { invalid } from '@campusgraph/errors';

/** A file put aside on disk. */
export interface Spooled {
  path: string;
  remove(): Promise<void>;
}

/**
 * Puts an upload aside before its first row is looked at: only a file that arrived whole, and is the one announced, may be
 * gone on with "behind the rows that are done". Throws FILE_MISMATCH; nothing stays on the disk then.
 */
export async function spool(body: Readable, expected: { sha256: string; sizeBytes: number }): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'campusgraph-leads-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'file');
  const hash = createHash('sha256');
  let size = 0;
  try {
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Buffer | string>) {
        for await (const chunk of chunks) {
          const bytes = Buffer.from(chunk);
          size += bytes.length;
          if (size > expected.sizeBytes) throw mismatch(expected, 'more', size);
          hash.update(bytes);
          yield bytes;
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    );
    const digest = hash.digest('hex');
    if (size !== expected.sizeBytes || digest !== expected.sha256) throw mismatch(expected, digest, size);
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

const mismatch = (expected: { sha256: string; sizeBytes: number }, digest: string, size: number) =>
  invalid(
    'FILE_MISMATCH',
    {
      en: `This is not the file announced: ${size} bytes (${digest}) instead of ${expected.sizeBytes} (${expected.sha256}). Send that one, or announce this one with startLeadImport.`,
      'zh-CN': `上传的不是已登记的文件:收到 ${size} 字节(${digest}),应为 ${expected.sizeBytes} 字节(${expected.sha256})。请上传原文件,或用 startLeadImport 重新登记。`,
    },
    { sizeBytes: size, expectedBytes: expected.sizeBytes },
  );
