import { basename } from 'node:path';
import { LaunchError } from '../launch-error.ts';
import { stopSignal } from '../stop-signal.ts';
import { type ImportArguments, parseArguments } from './arguments.ts';
import { measureFile, readMapping, type SourceFile } from './file.ts';
import { type Connection, connect, findBranch, findToken } from './graph.ts';
import { guessMapping } from './guess-mapping.ts';
import { countByCode, firstIssues, issuesOf, writeIssues } from './issues.ts';
import { showProgress } from './progress.ts';
import { type Patience, patiently } from './retry.ts';
import { type Outcome, uploadFile } from './upload.ts';

/** Rows listed on the terminal; the rest goes to the file of `--issues`. */
const LISTED_ISSUES = 20;

/**
 * `npm run import -- leads FILE …`: a client of the running graph, as any other. Returns 0 when the file was read to its end,
 * whatever its rows; 1 when it was stopped. @throws LaunchError with the remedy
 */
export async function importFile(args: readonly string[]): Promise<number> {
  const options = parseArguments(args);
  const connection = connect(options.url, findToken(process.env));
  const file = await measureFile(options.file);
  const mapping = options.mapping === undefined ? await guess(options.file) : await readMapping(options.mapping);
  const branch = await findBranch(connection, options.branch);
  console.log(`${basename(file.path)}, ${megabytes(file.sizeBytes)} MB → ${branch.name} (${options.branch})`);
  const { signal } = stopSignal();
  const display = showProgress(process.stdout, file.sizeBytes);
  const patience: Patience = { signal, onRetry: display.onRetry };
  const patient = { ...connection, ask: patiently(connection.ask, patience) };
  try {
    const importId = await announce(patient, { options, file, mapping, branchId: branch.id });
    const outcome = await uploadFile(patient, { importId, file }, patience, display);
    display.stop();
    await report(patient, importId, outcome, options.issues);
    return 0;
  } catch (error) {
    display.stop();
    if (!signal.aborted) throw error;
    console.log('\nStopped. What was imported is kept; run the same command again to go on there.');
    return 1;
  }
}

async function guess(path: string): Promise<string> {
  const mapping = await guessMapping(path);
  const { attributes = [], ...fields } = mapping.columns;
  const understood = Object.entries(fields).map(([field, heading]) => `${field} = ${heading}`);
  console.log(`Without --mapping, by the headings: ${understood.join(', ')}; kept as they are: ${attributes.length}`);
  return JSON.stringify(mapping);
}

const START = `mutation StartLeadImport($input: StartLeadImportInput!) { startLeadImport(input: $input) { leadImport {
  id rowsDone
} } }`;

interface Announcement {
  options: ImportArguments;
  file: SourceFile;
  mapping: string;
  branchId: string;
}

/** The import's id: a new one, or the unfinished one of this file, branch and source. */
async function announce({ ask }: Connection, { options, file, mapping, branchId }: Announcement): Promise<string> {
  const input = {
    branchId,
    sourceName: options.source,
    fileName: basename(file.path),
    fileSha256: file.sha256,
    sizeBytes: file.sizeBytes,
    mapping,
  };
  const { id, rowsDone } = (await ask(START, { input })).startLeadImport.leadImport;
  if (rowsDone > 0) console.log(`${rowsDone} rows are in from before; going on behind them.`);
  return id;
}

/** Ends with the line that scripts read. @throws LaunchError IMPORT_FAILED when the file is damaged */
async function report(
  connection: Connection,
  importId: string,
  outcome: Outcome,
  issuesFile: string | undefined,
): Promise<void> {
  const { imported, duplicates, rejected, rowsTotal } = outcome;
  if (duplicates + rejected > 0) await listIssues(connection, importId, outcome, issuesFile);
  if (issuesFile !== undefined) await writeIssues(issuesFile, issuesOf(connection, importId));
  const counts = `imported ${imported}, duplicates ${duplicates}, rejected ${rejected}`;
  if (outcome.status === 'FAILED')
    throw new LaunchError(
      'IMPORT_FAILED',
      `${outcome.failure ?? 'The file could not be read to its end.'} Until there: ${counts}.`,
      'Put the file right and import it again; rows that are in already count as duplicates then.',
    );
  console.log(`${counts} of ${rowsTotal} rows`);
}

async function listIssues(
  connection: Connection,
  importId: string,
  outcome: Outcome,
  issuesFile: string | undefined,
): Promise<void> {
  console.log('\nRows that did not become leads:');
  const listed = await firstIssues(connection, importId, LISTED_ISSUES);
  for (const { rowNumber, code, reason } of listed) console.log(`  row ${rowNumber}  ${code}  ${reason}`);
  const more = outcome.duplicates + outcome.rejected - listed.length;
  if (more > 0) console.log(`  … and ${more} more: ${issuesFile ?? 'give --issues FILE.csv for all of them'}`);
  for (const [code, rows] of await countByCode(connection, importId, outcome)) console.log(`  ${code}: ${rows}`);
}

const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
