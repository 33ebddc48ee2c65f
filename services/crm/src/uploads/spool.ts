import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { invalid } from '@campusgraph/errors';
import { type UploadLimits, uploadTooSlow } from './limits.ts';

/** A file put aside on disk. */
export interface Spooled {
  path: string;
  remove(): Promise<void>;
}

/**
 * Puts an upload aside before its first row is looked at: only a file that arrived whole, and is the one announced, may be
 * gone on with "behind the rows that are done". Throws FILE_MISMATCH, UPLOAD_TOO_SLOW; nothing stays on the disk then.
 */
export async function spool(
  body: Readable,
  expected: { sha256: string; sizeBytes: number },
  limits: Patience,
): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'campusgraph-leads-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'file');
  try {
    const received = await receive(body, path, expected, limits);
    if (received.size !== expected.sizeBytes || received.sha256 !== expected.sha256)
      throw mismatch(expected, received.sha256, received.size);
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Leaves the request open when it gives up: whoever sends is to be told why. */
async function receive(
  body: Readable,
  path: string,
  { sha256, sizeBytes }: { sha256: string; sizeBytes: number },
  limits: Patience,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const patience = patienceWith(limits, () => uploadTooSlow(size, sizeBytes));
  const file = await open(path, 'wx', 0o600);
  const chunks = body.iterator({ destroyOnReturn: false });
  try {
    for (;;) {
      const { done, value } = await patience.within(chunks.next());
      if (done) return { sha256: hash.digest('hex'), size };
      const bytes = Buffer.from(value as Buffer | string);
      size += bytes.length;
      if (size > sizeBytes) throw mismatch({ sha256, sizeBytes }, 'more', size);
      hash.update(bytes);
      await file.writeFile(bytes);
    }
  } finally {
    patience.end();
    await file.close();
  }
}

type Patience = Pick<UploadLimits, 'silenceMs' | 'receivingMs'>;

/** Runs out when nothing came for too long, or when all of it takes too long. */
function patienceWith({ silenceMs, receivingMs }: Patience, reason: () => Error) {
  let isOver = false;
  let refuse: (reason: Error) => void = () => {};
  const giveUp = () => {
    isOver = true;
    refuse(reason());
  };
  const whole = setTimeout(giveUp, receivingMs);
  const silence = setTimeout(giveUp, silenceMs);
  return {
    within<Result>(coming: Promise<Result>): Promise<Result> {
      if (!isOver) silence.refresh();
      return new Promise((resolve, reject) => {
        refuse = reject;
        coming.then(resolve, reject);
        if (isOver) giveUp();
      });
    },
    end() {
      clearTimeout(whole);
      clearTimeout(silence);
    },
  };
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
