import { parseArgs } from 'node:util';
import { LaunchError } from '../launch-error.ts';

/** What `npm run import` is asked to do. */
export interface ImportArguments {
  file: string;
  /** The branch's code, such as BJ01. */
  branch: string;
  /** The system or list that the file comes from; ids of rows are unique within it. */
  source: string;
  /** A file with the mapping; without one the columns are guessed by their headings. */
  mapping?: string | undefined;
  /** Where to write every row that did not become a lead, as CSV. */
  issues?: string | undefined;
  /** The graph, without a slash at the end. */
  url: string;
}

const USAGE = `npm run import -- leads FILE --branch CODE --source NAME
         [--mapping FILE.json]   which column is what; without it the columns are guessed by their headings
         [--issues FILE.csv]     write down every row that did not become a lead
         [--url URL]             default http://localhost:4000
  The access token: CAMPUSGRAPH_TOKEN, else the one of "hq" that npm start left in .data/demo-tokens.json.`;

/** @throws LaunchError BAD_ARGUMENTS with the usage */
export function parseArguments(args: readonly string[]): ImportArguments {
  const { values, positionals } = parse(args);
  const [kind, file, ...rest] = positionals;
  if (kind !== 'leads') throw usage(kind === undefined ? 'Import what?' : `There is no import of "${kind}".`);
  if (file === undefined) throw usage('Which file?');
  if (rest.length > 0) throw usage(`One file at a time; "${rest.join('", "')}" is too much.`);
  const { branch, source, mapping, issues, url = 'http://localhost:4000' } = values;
  if (!branch?.trim()) throw usage('Which branch do the leads belong to? Give --branch with its code.');
  if (!source?.trim()) throw usage('Where does the file come from? Give --source with a name.');
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw usage(`"${url}" is no address of a graph.`);
  return { file, branch, source, mapping, issues, url: url.replace(/\/+(graphql\/?)?$/, '') };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { branch: text, source: text, mapping: text, issues: text, url: text },
    });
  } catch (error) {
    throw usage((error as Error).message);
  }
}

const usage = (what: string): LaunchError => new LaunchError('BAD_ARGUMENTS', what, `Usage: ${USAGE}`);
