import { setTimeout } from 'node:timers/promises';
import {
  type AccessTokenOptions,
  generateSigningKey,
  issueAccessToken,
  type Principal,
  type Scope,
  type SigningKey,
  verifyPrincipal,
} from '@campusgraph/auth';
import {
  createGateway,
  type GatewayOptions,
  type GraphError,
  type GraphRequest,
  type PlainRequest,
  type PlainResponse,
} from '@campusgraph/gateway';
import { createLogger } from '@campusgraph/logging';
import type { JSONWebKeySet } from 'jose';
import { composeTestSupergraph, startTestSubgraphs } from './subgraphs.ts';

export const ISSUER = 'https://campusgraph.test';
export const ORGANIZATION_ID = '00000000-0000-4000-8000-000000000001';

/** What organization publishes, for a test to change. */
export interface Published {
  keys: SigningKey[];
  tokens: { tokenId: string; organizationId: string }[];
  clientAppIds: string[];
  isDown: boolean;
  /** The posts of accesses to personal data that it took, in order. */
  accesses: Access[][];
  /** What a post of accesses waits for. */
  beforeAccess: Promise<void>;
}

export interface Access {
  organizationId: string;
  actorKind: string;
  actorId: string;
  operation: string | null;
  fields: string[];
  correlationId: string;
}

export const staff = (scopes: Scope[], more: Partial<Principal> = {}): Principal => ({
  kind: 'STAFF',
  subject: 'staff-1',
  organizationId: ORGANIZATION_ID,
  branches: 'ALL',
  scopes,
  locale: 'en',
  ...more,
});

/** A gateway over real subgraphs in this process, its clock and what organization publishes in the test's hands. */
export async function startTestGateway(overrides: Partial<GatewayOptions> = {}) {
  let now = new Date('2026-03-02T01:00:00Z');
  const clock = () => now;
  const gatewayKey = await generateSigningKey('gateway-1');
  const tokenKey = await generateSigningKey('token-1');
  const published: Published = {
    keys: [tokenKey],
    tokens: [],
    clientAppIds: [],
    isDown: false,
    accesses: [],
    beforeAccess: Promise.resolve(),
  };
  const gatewayJwks = { keys: [gatewayKey.publicJwk] } as JSONWebKeySet;
  const subgraphs = await startTestSubgraphs(gatewayJwks, clock);
  const plainRequests: PlainRequest[] = [];
  const gateway = await createGateway({
    supergraphSdl: composeTestSupergraph(),
    send: subgraphs.send,
    forwardHttp: async (_subgraph, request) => {
      plainRequests.push(request);
      if (request.path.startsWith('/calendars/')) return calendarAnswers(request);
      if (request.path !== '/internal/accesses') return organizationAnswers(request, published);
      return takeAccesses(request, published, { jwks: gatewayJwks, now });
    },
    signingKey: gatewayKey,
    issuer: ISSUER,
    clock,
    logger: createLogger({ service: 'gateway', level: 'silent' }),
    ...overrides,
  });
  const token = async (principal: Principal, options: Partial<AccessTokenOptions> = {}) =>
    issueAccessToken(principal, { key: tokenKey, issuer: ISSUER, lifetimeS: 3_600, now, ...options });
  return {
    gateway,
    published,
    plainRequests,
    received: subgraphs.received,
    send: subgraphs.send,
    token,
    advance: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    /** Asks as a member of staff with these scopes, or anonymously for null. */
    async ask(scopes: Scope[] | null, request: string | GraphRequest, headers: Record<string, string> = {}) {
      subgraphs.received.length = 0;
      const authorization: Record<string, string> = scopes
        ? { authorization: `Bearer ${(await token(staff(scopes))).accessToken}` }
        : {};
      const graphRequest = typeof request === 'string' ? { query: request } : request;
      const { status, body } = await gateway.execute(graphRequest, { ...authorization, ...headers });
      return {
        status,
        data: body.data,
        errors: body.errors ?? [],
        asked: subgraphs.received.map(({ subgraph }) => subgraph),
      };
    },
    /** Asks until the condition holds; jest's own time limit ends what never does. */
    async until(condition: () => Promise<boolean>) {
      while (!(await condition())) await setTimeout(20);
    },
    async stop() {
      await gateway.stop();
      await subgraphs.stop();
    },
  };
}

export type TestGateway = Awaited<ReturnType<typeof startTestGateway>>;

/** What a test looks at of an error. */
export const brief = ({ extensions, path }: GraphError) => [extensions.code, path?.join('.')];

/** As organization does it: only what the gateway signed as a service is taken. */
async function takeAccesses(
  { body, headers }: PlainRequest,
  published: Published,
  trust: Parameters<typeof verifyPrincipal>[1],
): Promise<PlainResponse> {
  await published.beforeAccess;
  if (published.isDown) throw new Error('connect ECONNREFUSED');
  const { principal } = await verifyPrincipal(headers['x-campusgraph-principal'] ?? '', trust);
  if (principal?.kind !== 'SERVICE' || principal.subject !== 'gateway') return { status: 401, headers: {}, body: '' };
  published.accesses.push(JSON.parse(body) as Access[]);
  return { status: 204, headers: {}, body: '' };
}

/** Academics: one link leads somewhere. */
const calendarAnswers = async ({ path, headers }: PlainRequest): Promise<PlainResponse> => {
  if (path === '/calendars/down.ics') throw new Error('connect ECONNREFUSED');
  return {
    status: path === '/calendars/known.ics' ? 200 : 404,
    headers: { 'content-type': 'text/calendar', etag: '"1"', 'set-cookie': 'internal' },
    body: JSON.stringify(headers),
  };
};

function organizationAnswers(
  { path, body }: PlainRequest,
  { keys, tokens, clientAppIds, isDown }: Published,
): PlainResponse {
  if (isDown) throw new Error('connect ECONNREFUSED');
  const json = (value: unknown): PlainResponse => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  if (path === '/.well-known/jwks.json') return json({ keys: keys.map(({ publicJwk }) => publicJwk) });
  if (path === '/internal/revocations') return json({ tokens, clientAppIds });
  if (path === '/oauth/token') return json({ access_token: 'a token', token_type: 'Bearer', asked: body });
  return { status: 404, headers: {}, body: '' };
}
