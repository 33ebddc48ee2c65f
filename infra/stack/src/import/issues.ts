import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { LaunchError } from '../launch-error.ts';
import type { Connection } from './graph.ts';

/** A row that did not become a lead; numbered as a spreadsheet does, the heading is row 1. */
export interface Issue {
  rowNumber: number;
  kind: 'DUPLICATE' | 'REJECTED';
  code: string;
  reason: string;
}

const PAGE = `query ImportIssues($id: ID!, $first: Int!, $after: String, $kind: LeadImportIssueKind) { leadImport(id: $id) {
  issues(first: $first, after: $after, kind: $kind) {
    nodes { rowNumber kind code reason }
    pageInfo { hasNextPage endCursor }
  }
} }`;

/** In the order of the file; asked for page by page as they are taken. */
export async function* issuesOf(
  { ask }: Pick<Connection, 'ask'>,
  id: string,
  kind?: Issue['kind'],
): AsyncGenerator<Issue> {
  let after: string | null = null;
  do {
    const { leadImport } = await ask(PAGE, { id, first: 100, after, kind });
    yield* leadImport.issues.nodes as Issue[];
    const { hasNextPage, endCursor } = leadImport.issues.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after !== null);
}

export async function firstIssues(connection: Pick<Connection, 'ask'>, id: string, count: number): Promise<Issue[]> {
  const first: Issue[] = [];
  for await (const issue of issuesOf(connection, id)) {
    first.push(issue);
    if (first.length === count) break;
  }
  return first;
}

/** How many rows have each code, the most frequent first. Duplicates are known already and not asked for. */
export async function countByCode(
  connection: Pick<Connection, 'ask'>,
  id: string,
  { duplicates, rejected }: { duplicates: number; rejected: number },
): Promise<[code: string, rows: number][]> {
  const counts = new Map<string, number>(duplicates > 0 ? [['DUPLICATE', duplicates]] : []);
  if (rejected > 0)
    for await (const { code } of issuesOf(connection, id, 'REJECTED')) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

/** As CSV that Excel opens as it is. @throws LaunchError ISSUES_NOT_WRITTEN */
export async function writeIssues(path: string, issues: AsyncIterable<Issue>): Promise<void> {
  async function* rows() {
    // Without the mark Excel takes the file for GBK in China.
    yield '\uFEFFrow,kind,code,reason\r\n';
    for await (const { rowNumber, kind, code, reason } of issues)
      yield `${rowNumber},${kind},${code},${quoted(reason)}\r\n`;
  }
  try {
    await pipeline(rows(), createWriteStream(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new LaunchError(
      'ISSUES_NOT_WRITTEN',
      `The rows that are no leads could not be written to ${path}: ${(error as Error).message}.`,
      'The import itself is done. leadImport(id) { issues } tells them too.',
    );
  }
}

/** A text that begins like a formula would be one in a spreadsheet, and it quotes what stands in somebody's file. */
const quoted = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
