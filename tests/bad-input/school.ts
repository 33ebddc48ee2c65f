import { issueAccessToken, type Principal, SCOPES } from '@campusgraph/auth';
import { newId } from '@campusgraph/persistence';
import { type OwnStage, TOKEN_ISSUER, type tellChildsLife } from '@campusgraph/stack';
import type { Answer } from './judge.ts';
import type { Variables } from './places.ts';

type Life = Awaited<ReturnType<typeof tellChildsLife>>;

/** A school after one child's life in it, and somebody who may do everything there. */
export interface School {
  life: Life;
  stage: OwnStage;
  prefix: string;
  adminUrl: string;
  /** Members of the staff of headquarters; the second one decides what the first one asked for. */
  staffId: string;
  token: string;
  otherToken: string;
  /** Another number each time, for what must be unique. */
  next(): number;
  /** A free two-hour slot in the next terms, never the same again. */
  slotAhead(): string;
  send(document: string, variables: Variables, token?: string): Promise<Answer>;
  /** As `send`, for what must work: the data. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the answer is the shape of the query
  ask(document: string, variables?: Variables, token?: string): Promise<any>;
  /** Runs a mutation with one input and returns its payload; again while a service has not heard of what was just made. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the payload is the shape of the selection
  run(mutation: string, input: Variables, selection: string, token?: string): Promise<any>;
  /** A token with every scope, of its own. */
  freshToken(): Promise<string>;
}

const PASSING = ['SUBGRAPH_UNAVAILABLE', 'OVERLOADED', 'TOO_MANY_REQUESTS'];
const isPassing = ({ extensions }: { extensions?: { code?: string } }): boolean =>
  PASSING.includes(extensions?.code ?? '');

const HOUR_MS = 3_600_000;
/** Everything happens at this instant: a school day ten weeks after the child left. */
export const NOW = '2026-06-20T02:00:00Z';
const TEN_YEARS_S = 315_360_000;

export async function openSchool(
  stage: OwnStage,
  life: Life,
  at: { prefix: string; adminUrl: string },
): Promise<School> {
  stage.clock.set(NOW);
  const { hq } = life.stage.people;
  const organizationId = (await hq.ask('{ organization { id } }')).organization.id as string;
  const { staffMembers } = await hq.ask('{ staffMembers(first: 100) { nodes { id role } } }');
  const staffId = staffMembers.nodes.find(({ role }: { role: string }) => role === 'HQ').id as string;
  const freshToken = async (subject = staffId): Promise<string> => {
    const principal: Principal = {
      kind: 'STAFF',
      subject,
      organizationId,
      branches: 'ALL',
      scopes: [...SCOPES],
      locale: 'en',
    };
    const options = { key: stage.keys.accessTokens, issuer: TOKEN_ISSUER, lifetimeS: TEN_YEARS_S, now: stage.clock() };
    return (await issueAccessToken(principal, options)).accessToken;
  };
  const token = await freshToken();
  let counter = 0;
  // After the last of the lessons in the story.
  let ahead = Date.parse('2026-08-03T00:00:00Z');
  const sendOnce: School['send'] = async (query, variables, by = token) => {
    const response = await fetch(`${stage.graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en', authorization: `Bearer ${by}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  };
  // A starved machine lets a service miss its deadline. The answer says to try again; a value that always brings it down is found.
  const send: School['send'] = async (...request) => {
    let answer = await sendOnce(...request);
    for (let tries = 1; tries < 5 && answer.errors?.some(isPassing); tries += 1) answer = await sendOnce(...request);
    return answer;
  };
  const ask: School['ask'] = async (query, variables = {}, by = token) => {
    const { data, errors } = await send(query, variables, by);
    if (errors) throw new Error(`${query}\n${JSON.stringify(variables)}\n${JSON.stringify(errors)}`);
    return data;
  };
  return {
    ...{ life, stage, ...at, staffId, token, freshToken, send, ask },
    otherToken: await freshToken(newId()),
    next: () => ++counter,
    slotAhead() {
      ahead += 2 * HOUR_MS;
      return new Date(ahead).toISOString();
    },
    async run(mutation, input, selection, by) {
      const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
      const document = `mutation($input: ${type}) { ${mutation}(input: $input) { ${selection} } }`;
      return eventually(`What ${mutation} needs`, async () => {
        const { data, errors } = await send(document, { input }, by);
        if (errors?.some(({ extensions }) => extensions?.retryable)) return undefined;
        if (errors) throw new Error(`${mutation} ${JSON.stringify(input)}\n${JSON.stringify(errors)}`);
        return (data as Record<string, unknown>)[mutation];
      });
    },
  };
}

/** Asks until the answer is there: facts travel between services on their own. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`${what} never came.`);
}
