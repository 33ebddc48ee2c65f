import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { LaunchError } from '../launch-error.ts';

/** A file that can be announced to crm. */
export interface SourceFile {
  path: string;
  sizeBytes: number;
  /** SHA-256, 64 hexadecimal digits. */
  sha256: string;
}

/** Reads the file once, in constant memory. @throws LaunchError FILE_MISSING, FILE_UNREADABLE, FILE_EMPTY */
export async function measureFile(path: string): Promise<SourceFile> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      sizeBytes += chunk.length;
    }
  } catch (error) {
    throw unreadable(path, error);
  }
  if (sizeBytes === 0) throw new LaunchError('FILE_EMPTY', `${path} is empty.`, 'It needs a heading and rows.');
  return { path, sizeBytes, sha256: hash.digest('hex') };
}

/** @throws LaunchError FILE_MISSING, FILE_UNREADABLE, MAPPING_INVALID */
export async function readMapping(path: string): Promise<string> {
  const text = (
    await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(unreadable(path, error)))
  ).replace(/^\uFEFF/, '');
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    throw new LaunchError(
      'MAPPING_INVALID',
      `${path} is not JSON: ${(error as Error).message}.`,
      'services/crm/README.md shows a whole mapping.',
    );
  }
}

/** More than any honest heading is long. */
const HEADING_BYTES = 64 * 1024;

/** What the file begins with, as text; null for a workbook, whose beginning is no text. */
export async function readBeginning(path: string): Promise<string | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADING_BYTES), 0, HEADING_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    if (['504b', 'd0cf'].includes(bytes.subarray(0, 2).toString('hex'))) return null;
    return decode(bytes);
  } finally {
    await file.close();
  }
}

/** As crm does: UTF-16 by its mark, UTF-8 if all of it is, else what Excel writes in China. */
function decode(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString('hex') === 'fffe') return new TextDecoder('utf-16le').decode(bytes);
  try {
    // The cut may go through a character: streaming leaves that one out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(bytes, { stream: true });
  }
}

function unreadable(path: string, error: unknown): LaunchError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return new LaunchError('FILE_MISSING', `There is no file ${path}.`, `Paths begin at ${process.cwd()}.`);
  const remedy = code === 'EISDIR' ? 'Name a file in it.' : 'Check who may read it.';
  return new LaunchError('FILE_UNREADABLE', `${path} cannot be read (${code ?? String(error)}).`, remedy);
}
