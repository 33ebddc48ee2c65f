import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { request } from 'undici';
import type { SourceFile } from './file.ts';
import { type Connection, refused } from './graph.ts';
import { type Patience, persist } from './retry.ts';

/** How far an import is. */
export interface Counts {
  rowsDone: number;
  imported: number;
  duplicates: number;
  rejected: number;
}

/** A line of crm's answer; `bytes` of the file have been read. */
export interface Progress extends Counts {
  bytes: number;
}

/** Its last line. */
export interface Outcome extends Counts {
  status: 'FINISHED' | 'FAILED';
  /** Null when the file could not be read to its end; `failure` says why. */
  rowsTotal: number | null;
  failure: string | null;
}

export interface UploadListener {
  onSent(bytes: number): void;
  onProgress(progress: Progress): void;
}

/** crm puts the whole file aside before it answers; that takes as long as its disk is slow. */
const HEADERS_TIMEOUT_MS = 10 * 60_000;
/** A chunk of rows takes a fraction of a second. */
const LINE_TIMEOUT_MS = 2 * 60_000;

/**
 * Sends the file until all of it is settled. After a lost connection it is sent again to the same import, which goes on behind
 * the rows that are done. @throws LaunchError with crm's code and words, or CONNECTION_LOST
 */
export function uploadFile(
  connection: Connection,
  { importId, file }: { importId: string; file: SourceFile },
  patience: Patience,
  listener: UploadListener,
): Promise<Outcome> {
  let rowsDone = 0;
  return persist(patience, async (progressed) => {
    for await (const line of send(connection, importId, file, patience.signal, listener)) {
      if ('error' in line)
        throw line.error.code === 'IMPORT_INTERRUPTED' ? new Error(line.error.message) : refused(line.error);
      if ('status' in line) return line;
      if (line.rowsDone > rowsDone) progressed();
      rowsDone = line.rowsDone;
      listener.onProgress(line);
    }
    throw new Error('the answer broke off');
  });
}

type Line = Progress | Outcome | { error: { code: string; message: string } };

async function* send(
  { url, token }: Connection,
  importId: string,
  file: SourceFile,
  signal: AbortSignal,
  { onSent }: UploadListener,
): AsyncGenerator<Line> {
  const { statusCode, body } = await request(`${url}/uploads/leads/${importId}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/octet-stream',
      'content-length': String(file.sizeBytes),
    },
    body: Readable.from(counted(file.path, onSent), { objectMode: false }),
    signal,
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: LINE_TIMEOUT_MS,
  }).catch((error: unknown) => {
    throw isAnotherFile(error)
      ? refused({ code: 'FILE_MISMATCH', message: `${file.path} is not what it was.` })
      : error;
  });
  if (statusCode !== 200) throw refusalOf(statusCode, await text(body));
  for await (const line of linesOf(body)) yield JSON.parse(line) as Line;
}

async function* counted(path: string, onSent: (bytes: number) => void): AsyncGenerator<Buffer> {
  let sent = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    yield chunk;
    sent += chunk.length;
    onSent(sent);
  }
}

const isAnotherFile = (error: unknown): boolean =>
  (error as { code?: unknown }).code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH';

async function* linesOf(body: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const part of body.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

/** From the gateway as GraphQL errors, from crm as one error. What is neither, or an outage, is worth another try. */
function refusalOf(status: number, body: string): Error {
  const { code, message } = errorIn(body);
  if (status >= 500 || code === undefined) return new Error(code ?? `HTTP ${status}`);
  return refused({ code, message: message ?? code });
}

function errorIn(body: string): { code?: string; message?: string } {
  try {
    const { error, errors } = JSON.parse(body) as {
      error?: { code: string; message: string };
      errors?: { message: string; extensions?: { code?: string } }[];
    };
    const [first] = errors ?? [];
    return error ?? { code: first?.extensions?.code ?? 'REFUSED', message: first?.message ?? body };
  } catch {
    return {};
  }
}
