import {
  ACCESS_TOKEN_AUDIENCE,
  generateSigningKey,
  issueAccessToken,
  type Principal,
  SCOPES,
  signPrincipal,
} from '@campusgraph/auth';
import { newId } from '@campusgraph/persistence';
import { type Keys, TOKEN_ISSUER } from '@campusgraph/stack';

export const NOW = '2026-03-02T01:00:00Z';

export const anybody: Principal = {
  kind: 'STAFF',
  subject: newId(),
  organizationId: newId(),
  branches: 'ALL',
  scopes: [...SCOPES],
  locale: 'en',
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Everything that is not the gateway's word of this minute. */
export async function impostors({ gateway, accessTokens }: Keys): Promise<Record<string, string | null>> {
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
