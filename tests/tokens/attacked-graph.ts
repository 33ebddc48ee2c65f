import { type AccessTokenOptions, issueAccessToken, type Principal, type SigningKey } from '@campusgraph/auth';
import { newId } from '@campusgraph/persistence';
import { type OwnStage, openOwnStage, TOKEN_ISSUER } from '@campusgraph/stack';

/** An answer as a client reads it. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the answer is the shape of the query
  data?: any;
  errors: { message: string; path?: (string | number)[]; extensions: { code: string } & Record<string, unknown> }[];
  extensions?: { cost: number; limitOfCost: number };
}

/** A whole graph with one organization in it, whose services say when they are called. */
export interface AttackedGraph {
  stage: OwnStage;
  organizationId: string;
  hq: { login: string; password: string };
  /** Every call to a service since it was last emptied: `crm graphql`, `organization POST /internal/accesses`. Polling is not in it. */
  calls: string[];
  /** A token as organization issues it. */
  token(principal: Principal, options?: Partial<AccessTokenOptions>): Promise<string>;
  /** Sends a request as it is; a body that is an object is sent as JSON. */
  send(request: RawRequest): Promise<Answer>;
  /** Asks with this Authorization header, or none. */
  ask(query: string, authorization?: string, variables?: object): Promise<Answer>;
  close(): Promise<void>;
}

export interface RawRequest {
  method?: string;
  /** Behind the graph's URL; `/graphql` unless told. */
  path?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | object;
}

export const NOW = '2026-03-02T01:00:00Z';

export async function openAttackedGraph(): Promise<AttackedGraph> {
  const run = newId().slice(-12);
  const stage = await openOwnStage({ adminUrl: process.env.TEST_POSTGRES_ADMIN_URL ?? '', prefix: `attacked_${run}_` });
  stage.clock.set(NOW);
  const { graph, keys, clock } = stage;
  const hq = { login: `hq.${run}`, password: 'a password of the test' };
  const { organizationId } = await graph.found({
    name: '晨光教育',
    timeZone: 'Asia/Shanghai',
    locale: 'en',
    founder: { name: '王董', ...hq },
  });
  const calls = recordCalls(stage);
  const send = async ({ method = 'POST', path = '/graphql', headers = {}, body }: RawRequest): Promise<Answer> => {
    const isBytes = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${graph.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
      ...(body !== undefined && { body: isBytes ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, errors: [], ...(await readAnswer(response)) };
  };
  return {
    stage,
    organizationId,
    hq,
    calls,
    send,
    ask: (query, authorization, variables = {}) =>
      send({ headers: authorization === undefined ? {} : { authorization }, body: { query, variables } }),
    token: async (principal, options) =>
      (await issueAccessToken(principal, { ...signing(keys.accessTokens, clock()), ...options })).accessToken,
    close: stage.close,
  };
}

const signing = (key: SigningKey, now: Date) => ({ key, issuer: TOKEN_ISSUER, lifetimeS: 3_600, now });

/** Node itself answers what is no HTTP, without a body. */
async function readAnswer(response: Response): Promise<Partial<Answer>> {
  const text = await response.text();
  return text.startsWith('{') ? (JSON.parse(text) as Partial<Answer>) : {};
}

/** What the gateway asks on its own every few seconds. */
const POLLED = ['/.well-known/jwks.json', '/internal/revocations'];

function recordCalls({ graph }: OwnStage): string[] {
  const calls: string[] = [];
  for (const service of graph.services.values()) {
    const { graphql, http } = service;
    service.graphql = (request) => {
      calls.push(`${service.name} graphql`);
      return graphql(request);
    };
    service.http = (request) => {
      if (!POLLED.includes(request.path)) calls.push(`${service.name} ${request.method} ${request.path}`);
      return http(request);
    };
  }
  return calls;
}
