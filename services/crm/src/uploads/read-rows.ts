import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { invalid } from '@campusgraph/errors';
import type { Limiter } from '@campusgraph/graphql';
import { parse } from 'csv-parse';
import { readSheet } from 'read-excel-file/node';
import { unpacksWithin } from './unpacked-size.ts';

/** A row as it stands in the file, the heading included; numbered as a spreadsheet does. */
export interface RawRow {
  rowNumber: number;
  cells: string[];
}

/** How much of the file has been read, for a progress bar; it runs ahead of the rows by what is buffered. */
export interface ReadProgress {
  bytes: number;
}

/** Longer than any honest row; a quote that is never closed would otherwise swallow the rest of the file into memory. */
const LONGEST_ROW_BYTES = 1024 * 1024;

/** A workbook is read into memory as a whole, some ten times its size. */
const LARGEST_WORKBOOK_BYTES = 16 * 1024 * 1024;
/** A few hundred thousand cells: ten megabytes can unpack to gigabytes. */
const LARGEST_UNPACKED_BYTES = 64 * 1024 * 1024;

/** Reads a CSV (UTF-8, UTF-16 or GB18030) or XLSX file row by row, empty rows left out; a workbook when its turn comes. Throws FILE_UNREADABLE with the row. */
export async function* readRows(
  path: string,
  delimiter: string,
  progress: ReadProgress,
  workbooks: Limiter,
): AsyncGenerator<RawRow> {
  const start = await firstBytes(path);
  if (start.subarray(0, 2).toString('latin1') === 'PK') return yield* inTurn(workbooks, readWorkbook(path, progress));
  if (start.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw unreadable(1, 'an .xls workbook; save it as .xlsx or CSV', '这是 .xls 文件,请另存为 .xlsx 或 CSV');
  yield* readText(delimiter, decode(path, await encodingOf(path, start), progress));
}

async function* readText(delimiter: string, text: AsyncIterable<string>): AsyncGenerator<RawRow> {
  // Rows are taken as they are parsed, not from the parser's stream: that one throws away what it holds when it fails.
  const parsed: string[][] = [];
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW_BYTES,
    on_record: (cells: string[]) => void parsed.push(cells),
  });
  // The failure is told to the callbacks below; without a listener it would end the process.
  parser.on('error', () => {}).resume();
  let rowNumber = 0;
  function* rows(): Generator<RawRow> {
    for (const cells of parsed.splice(0)) {
      rowNumber += 1;
      if (cells.some((cell) => cell.trim() !== '')) yield { rowNumber, cells };
    }
  }
  for await (const part of text) {
    const failure = await new Promise<Failure>((resolve) => parser.write(part, resolve));
    yield* rows();
    if (failure) throw unreadable(rowNumber + 1, failure.message, failure.message);
  }
  const failure = await new Promise<Failure>((resolve) => parser.end(resolve));
  yield* rows();
  if (failure) throw unreadable(rowNumber + 1, failure.message, failure.message);
}

type Failure = Error | null | undefined;

async function* decode(path: string, encoding: string, progress: ReadProgress): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    progress.bytes += chunk.length;
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

/** The rows once there is a place for them, which is kept until the last one is taken. */
async function* inTurn(turns: Limiter, rows: AsyncGenerator<RawRow>): AsyncGenerator<RawRow> {
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
  await new Promise<void>((begin, refuse) => {
    const turn = async () => {
      begin();
      await isOver;
    };
    turns.run(turn).catch(refuse);
  });
  try {
    yield* rows;
  } finally {
    end();
  }
}

async function* readWorkbook(path: string, progress: ReadProgress): AsyncGenerator<RawRow> {
  const { size } = await stat(path);
  if (size > LARGEST_WORKBOOK_BYTES)
    throw unreadable(1, `a workbook of ${size} bytes; save it as CSV`, `工作簿有 ${size} 字节,请另存为 CSV`);
  if (!(await unpacksWithin(await readFile(path), LARGEST_UNPACKED_BYTES)))
    throw unreadable(
      1,
      `the workbook unpacks to more than ${LARGEST_UNPACKED_BYTES} bytes; save it as CSV`,
      `工作簿解压后超过 ${LARGEST_UNPACKED_BYTES} 字节,请另存为 CSV`,
    );
  const sheet = await readSheet(path).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw unreadable(1, reason, reason);
  });
  progress.bytes = size;
  for (const [index, row] of sheet.entries()) {
    const cells = row.map(cellText);
    if (cells.some((cell) => cell.trim() !== '')) yield { rowNumber: index + 1, cells };
  }
}

/** Dates of a workbook have no zone: they are written as text in the file's own, as a CSV has them. */
const cellText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ');
  return String(cell);
};

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** UTF-8 if all of it is; else what Excel writes in China. */
async function encodingOf(path: string, start: Buffer): Promise<string> {
  if (start.subarray(0, 2).toString('hex') === 'fffe') return 'utf-16le';
  const strict = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) strict.decode(chunk as Buffer, { stream: true });
    strict.decode();
    return 'utf-8';
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'gb18030';
    throw error;
  }
}

const unreadable = (rowNumber: number, reason: string, reasonZh: string) =>
  invalid(
    'FILE_UNREADABLE',
    {
      en: `The file cannot be read from row ${rowNumber} on: ${reason}.`,
      'zh-CN': `文件从第 ${rowNumber} 行起无法读取:${reasonZh}。`,
    },
    { rowNumber },
  );
