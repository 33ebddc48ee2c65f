import type { Principal } from '@campusgraph/auth';
import { DomainError } from '@campusgraph/errors';
import type { Limiter } from '@campusgraph/graphql';
import type { Database } from '@campusgraph/persistence';
import { failImport } from '../commands/fail-import.ts';
import { importRows } from '../commands/import-rows.ts';
import type { FileRow } from '../commands/settle-rows.ts';
import { locateColumns } from '../domain/import-mapping.ts';
import type { LeadImport } from '../persistence/entities/lead-import.ts';
import { tooManyRows } from './limits.ts';
import { type ReadProgress, readRows } from './read-rows.ts';

/** Rows of one transaction: large enough to be quick, small enough that a crash repeats little and memory stays flat. */
const CHUNK_ROWS = 500;
/** Rows that are wide are fewer in a chunk, for the same reasons. */
const CHUNK_SIGNS = 1024 * 1024;

export interface ImportRun {
  database: Database;
  principal: Principal;
  correlationId: string;
  clock: () => Date;
  leadImport: LeadImport;
  path: string;
  /** See `UploadLimits`. */
  mostRows: number;
  workbooks: Limiter;
}

/**
 * Imports the file behind the rows that are done, and yields how far it is after each chunk. A file that cannot be read to
 * its end leaves the import FAILED with the rows before that place; an outage leaves it RUNNING, to be gone on with.
 */
export async function* runImport(run: ImportRun): AsyncGenerator<{ state: LeadImport; bytes: number }> {
  const { database, principal, correlationId, clock, leadImport, path, mostRows, workbooks } = run;
  const scope = () => ({ principal, now: clock(), correlationId });
  const progress: ReadProgress = { bytes: 0 };
  try {
    const rows = readRows(path, leadImport.mapping.delimiter, progress, workbooks);
    const heading = (await rows.next()).value?.cells ?? [];
    const columns = { places: locateColumns(heading, leadImport.mapping), width: widthOf(heading) };
    let behind = leadImport.rowsDone;
    for await (const { chunk, isLast } of chunks(atMost(mostRows, rows), behind)) {
      const part = { importId: leadImport.id, behind, ...columns, rows: chunk, isLast };
      yield { state: await database.write(scope(), (unit) => importRows(unit, part)), bytes: progress.bytes };
      behind += chunk.length;
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const state = await database.write(scope(), (unit) => failImport(unit, leadImport.id, error.messages));
    yield { state, bytes: progress.bytes };
  }
}

async function* atMost(most: number, rows: AsyncIterable<FileRow>): AsyncGenerator<FileRow> {
  let seen = 0;
  for await (const row of rows) {
    if (seen === most) throw tooManyRows(most);
    seen += 1;
    yield row;
  }
}

/** Chunks behind the first `done` rows; the last one is marked, and is empty where there is nothing left. */
async function* chunks(
  rows: AsyncIterable<FileRow>,
  done: number,
): AsyncGenerator<{ chunk: FileRow[]; isLast: boolean }> {
  let chunk: FileRow[] = [];
  let seen = 0;
  let signs = 0;
  try {
    for await (const row of rows) {
      seen += 1;
      if (seen <= done) continue;
      if (chunk.length === CHUNK_ROWS || signs >= CHUNK_SIGNS) {
        yield { chunk, isLast: false };
        chunk = [];
        signs = 0;
      }
      chunk.push(row);
      signs += row.cells.reduce((sum, cell) => sum + cell.length, 0);
    }
  } catch (error) {
    // Rows before the damage are good rows.
    yield { chunk, isLast: false };
    throw error;
  }
  yield { chunk, isLast: true };
}

/** Empty headings at the end are cells that a spreadsheet left there. */
const widthOf = (heading: readonly string[]): number => heading.findLastIndex((name) => name.trim() !== '') + 1;
