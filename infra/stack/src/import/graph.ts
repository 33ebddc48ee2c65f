import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA } from '../checkout.ts';
import { LaunchError } from '../launch-error.ts';
import { type Ask, bearer, GraphRefusal } from '../story/graph-client.ts';

/** A running graph, and the token to speak to it with. */
export interface Connection {
  url: string;
  token: string;
  /** @throws LaunchError with the graph's own code and words when it refuses; a lost connection stays what it is */
  ask: Ask;
}

/** `CAMPUSGRAPH_TOKEN`, else the demo's "hq". @throws LaunchError TOKEN_MISSING */
export function findToken(environment: NodeJS.ProcessEnv, dataDir = DATA): string {
  const given = environment.CAMPUSGRAPH_TOKEN?.trim();
  if (given) return given;
  const path = join(dataDir, 'demo-tokens.json');
  try {
    const { hq } = JSON.parse(readFileSync(path, 'utf8')) as { hq?: unknown };
    if (typeof hq === 'string') return hq;
  } catch {
    // Missing or half written: told below.
  }
  throw new LaunchError(
    'TOKEN_MISSING',
    `There is no access token: CAMPUSGRAPH_TOKEN is not set and ${path} holds none for "hq".`,
    'Set CAMPUSGRAPH_TOKEN to a token with the scope lead:import (mutation signIn), or run npm start, which writes the file.',
  );
}

export function connect(url: string, token: string): Connection {
  const user = bearer({ url }, async () => token);
  const ask: Ask = async (query, variables) => {
    try {
      return await user.ask(query, variables);
    } catch (error) {
      if (error instanceof GraphRefusal && error.code !== 'SUBGRAPH_UNAVAILABLE') throw refused(error);
      if (error instanceof SyntaxError) throw notAGraph(url);
      throw error;
    }
  };
  return { url, token, ask };
}

/** What a refusal of the graph means at the terminal. */
export function refused({ code, message }: { code: string; message: string }): LaunchError {
  const remedy =
    REMEDIES[code] ?? `The graph refused with ${code}. Nothing was sent twice; put it right and run it again.`;
  return new LaunchError(code, message, remedy);
}

const REMEDIES: Readonly<Record<string, string>> = {
  UNAUTHENTICATED:
    'The token is not accepted, or it has expired. Sign in again (mutation signIn) and set CAMPUSGRAPH_TOKEN; restart npm start for a fresh .data/demo-tokens.json.',
  FORBIDDEN: 'Use a token with the scopes organization:read and lead:import for this branch: CAMPUSGRAPH_TOKEN.',
  MAPPING_INVALID: 'services/crm/README.md shows a whole mapping.',
  FILE_TOO_LARGE: 'Split the file; each part needs the heading.',
  FILE_MISMATCH: 'The file changed while it was sent. Run the same command again once nobody writes to it.',
};

const notAGraph = (url: string): LaunchError =>
  new LaunchError('NOT_A_GRAPH', `What answers at ${url} is not CampusGraph.`, 'Give its address with --url.');

const BRANCH = 'query BranchByCode($code: String!) { branchByCode(code: $code) { id name } }';
const BRANCHES = 'query Branches { branches(first: 100) { nodes { code name } } }';

/**
 * The branch with this code; the first question, so that it also tells whether the graph runs and takes the token.
 * @throws LaunchError GRAPH_NOT_RUNNING, UNAUTHENTICATED, FORBIDDEN, BRANCH_UNKNOWN
 */
export async function findBranch({ url, ask }: Connection, code: string): Promise<{ id: string; name: string }> {
  const answer = await ask(BRANCH, { code }).catch((error: unknown) => {
    if (error instanceof LaunchError) throw error;
    throw new LaunchError(
      'GRAPH_NOT_RUNNING',
      `No graph answers at ${url} (${reasonOf(error)}).`,
      'Start it with npm start and wait until it says "Ready", or name another with --url.',
    );
  });
  if (answer.branchByCode) return answer.branchByCode;
  const { nodes } = (await ask(BRANCHES)).branches;
  const known = nodes.map((branch: { code: string; name: string }) => `${branch.code} (${branch.name})`).join(', ');
  throw new LaunchError(
    'BRANCH_UNKNOWN',
    `There is no branch "${code}".`,
    known === '' ? 'Your token sees no branch at all.' : `You see ${known}.`,
  );
}

/** The cause says more than fetch's own "fetch failed". */
export function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? (error as { code?: string }).code ?? message;
}
