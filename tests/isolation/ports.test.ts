import {
  ACCESS_TOKEN_AUDIENCE,
  generateSigningKey,
  issueAccessToken,
  type Principal,
  SCOPES,
  signPrincipal,
} from '@campusgraph/auth';
import { type HttpServer, PRINCIPAL_HEADER, serve } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { type OwnStage, openOwnStage, TOKEN_ISSUER } from '@campusgraph/stack';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SERVICES } from '../services.ts';

const NOW = '2026-03-02T01:00:00Z';
const OPERATIONS = {
  _service: '{ _service { sdl } }',
  _entities: 'query E($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
  __typename: '{ __typename }',
};
const anybody: Principal = {
  kind: 'STAFF',
  subject: newId(),
  organizationId: newId(),
  branches: 'ALL',
  scopes: [...SCOPES],
  locale: 'en',
};

let stage: OwnStage;
const servers = new Map<string, HttpServer>();
beforeAll(async () => {
  stage = await openOwnStage({
    adminUrl: process.env.TEST_POSTGRES_ADMIN_URL ?? '',
    prefix: `ports_${newId().slice(-12)}_`,
  });
  stage.clock.set(NOW);
  const logger = createLogger({ service: 'ports', level: 'fatal' });
  for (const [name, service] of stage.graph.services) {
    servers.set(name, await serve(service, { port: 0, host: '127.0.0.1', logger }));
  }
});
afterAll(async () => {
  for (const server of servers.values()) await server.close();
  await stage?.close();
});

async function post(service: string, principal: string | null, query: string) {
  const response = await fetch(`http://127.0.0.1:${servers.get(service)?.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(principal !== null && { [PRINCIPAL_HEADER]: principal }) },
    body: JSON.stringify({ query, variables: { r: [{ __typename: 'Student', id: newId() }] } }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    body: JSON.parse(text) as { data?: object; errors?: { extensions: { code: string } }[] },
  };
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Everything that is not the gateway's word of this minute. */
async function impostors(): Promise<Record<string, string | null>> {
  const { gateway, accessTokens } = stage.keys;
  const now = new Date(NOW);
  const good = await signPrincipal({ ...anybody, scopes: [] }, gateway, now);
  const [header, , signature] = good.split('.');
  const payload = {
    principal: anybody,
    aud: 'campusgraph-subgraph',
    iat: now.getTime() / 1000,
    exp: now.getTime() / 1000 + 60,
  };
  const namesake = await generateSigningKey(gateway.kid);
  const access = await issueAccessToken(anybody, { key: accessTokens, issuer: TOKEN_ISSUER, lifetimeS: 600, now });
  const byGateway = await issueAccessToken(anybody, {
    key: gateway,
    issuer: ACCESS_TOKEN_AUDIENCE,
    lifetimeS: 600,
    now,
  });
  return {
    none: null,
    'an empty one': '',
    'no token at all': 'let me in',
    'one that expired a second ago': await signPrincipal(anybody, gateway, new Date(now.getTime() - 61_000)),
    'signed with another key of the same id': await signPrincipal(anybody, namesake, now),
    'signed with the key for access tokens': await signPrincipal(anybody, accessTokens, now),
    'an access token': access.accessToken,
    'an access token behind Bearer': `Bearer ${access.accessToken}`,
    'an access token signed with the gateway’s key': byGateway.accessToken,
    'one whose scopes were raised after it was signed': `${header}.${encode(payload)}.${signature}`,
    'one without a signature': `${header}.${encode(payload)}.`,
    'alg none': `${encode({ alg: 'none', typ: 'principal+jwt' })}.${encode(payload)}.`,
    'two at once': `${good}, ${good}`,
  };
}

describe.each(SERVICES)('the port of %s', (service) => {
  test('answers what the gateway signed', async () => {
    const principal = await signPrincipal(anybody, stage.keys.gateway, new Date(NOW));
    const { status, body } = await post(service, principal, OPERATIONS._service);
    expect(status).toBe(200);
    expect(JSON.stringify(body.data)).toContain('type ');
  });

  test('refuses everything else, _service and _entities too, and tells nothing', async () => {
    const wrong: string[] = [];
    for (const [what, principal] of Object.entries(await impostors())) {
      for (const [operation, query] of Object.entries(OPERATIONS)) {
        const { status, text, body } = await post(service, principal, query);
        const [error] = body.errors ?? [];
        const isRefused = status === 401 && error?.extensions.code === 'UNAUTHENTICATED' && !('data' in body);
        if (!isRefused || text.includes('type ')) wrong.push(`${what}, ${operation}: ${status} ${text.slice(0, 120)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('forgets that it knew a principal when the minute is over', async () => {
    const principal = await signPrincipal(anybody, stage.keys.gateway, new Date(NOW));
    expect((await post(service, principal, OPERATIONS.__typename)).status).toBe(200);
    stage.clock.set(new Date(Date.parse(NOW) + 61_000));
    try {
      expect((await post(service, principal, OPERATIONS.__typename)).status).toBe(401);
    } finally {
      stage.clock.set(NOW);
    }
  });
});
