import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSigningKey, issueAccessToken, type Principal, ROLES, signPrincipal } from '@campusgraph/auth';
import { CHECKOUT, freePort, type Keys, SERVICES, TOKEN_ISSUER } from '@campusgraph/stack';

/** More than the gateway remembers (10,000), so that a token that comes round again is as new as the first time. */
const TOKENS = 12_000;
const BRANCHES = 3;
/** Longer than any run. */
const LIFETIME_S = 86_400;

/** Who asks whom: what every gateway is given alike. */
export interface School {
  keys: Keys;
  /** One for each of so many branch managers. */
  tokens: readonly string[];
  /** What the peers, who verify nobody, pass on: a signed principal. The stand-ins do not look at it. */
  principal: string;
  /** Base URLs of the stand-ins. */
  urls: Readonly<Record<string, string>>;
  /** The committed supergraph, with those URLs in it. */
  supergraphSdl: string;
}

export async function openSchool(): Promise<School> {
  const keys: Keys = { gateway: await generateSigningKey(), accessTokens: await generateSigningKey() };
  const now = new Date();
  const issue = async () =>
    (await issueAccessToken(manager(), { key: keys.accessTokens, issuer: TOKEN_ISSUER, lifetimeS: LIFETIME_S, now }))
      .accessToken;
  const ports = await Promise.all(SERVICES.map(() => freePort()));
  const urls = Object.fromEntries(SERVICES.map((name, i) => [name, `http://127.0.0.1:${ports[i]}`]));
  return {
    keys,
    tokens: await Promise.all(Array.from({ length: TOKENS }, issue)),
    principal: await signPrincipal(manager(), keys.gateway, now),
    urls,
    supergraphSdl: readFileSync(join(CHECKOUT, 'gateway/supergraph.graphql'), 'utf8').replace(
      /url: "http:\/\/(\w+)"/g,
      (_, name: string) => `url: "${urls[name]}/graphql"`,
    ),
  };
}

const manager = (): Principal => ({
  kind: 'STAFF',
  subject: crypto.randomUUID(),
  organizationId: '018f0000-0000-7000-8000-000000000002',
  branches: Array.from({ length: BRANCHES }, () => crypto.randomUUID()),
  scopes: [...ROLES.BRANCH_MANAGER],
  locale: 'zh-CN',
});
