import { generateSigningKey, type Principal, SCOPES, servicePrincipal, signPrincipal } from '@campusgraph/auth';
import type { Keys } from '@campusgraph/stack';
import { es256, type Forger, hmac, publicForms, rs256 } from './forge.ts';

/** What an Authorization header is made from. */
export interface Material {
  /** A member of staff who may read students. */
  staff: Forger;
  guardian: Forger;
  principal: Principal;
  keys: Keys;
  now: Date;
}

/** A name, and the whole Authorization header. */
export type BadToken = readonly [string, (material: Material) => string | Promise<string>];

const bearer = (make: (material: Material) => string | Promise<string>) => async (material: Material) =>
  `Bearer ${await make(material)}`;
const forged = (...[changes]: Parameters<Forger['forge']>) => bearer(({ staff }) => staff.forge(changes));
const kid = ({ keys }: Material) => keys.accessTokens.kid;
const seconds = ({ now }: Material) => Math.floor(now.getTime() / 1000);
const parts = (token: string) => token.split('.') as [string, string, string];
const base64url = (text: string) => Buffer.from(text).toString('base64url');

const NO_TOKEN: BadToken[] = [
  ['an empty header', () => ''],
  ['Bearer and nothing', () => 'Bearer'],
  ['no JWT', () => 'Bearer nonsense'],
  ['the word null', () => 'Bearer null'],
  ['two dots', () => 'Bearer ..'],
  ['three words', () => 'Bearer a.b.c'],
  ['a login and a password', () => `Basic ${btoa('hq:secret')}`],
  ['a token without Bearer', ({ staff }) => staff.genuine],
  ['another scheme', ({ staff }) => `Token ${staff.genuine}`],
  ['two tokens', ({ staff }) => `Bearer ${staff.genuine} ${staff.genuine}`],
  ['two credentials', ({ staff }) => `Bearer ${staff.genuine}, Bearer ${staff.genuine}`],
  ['a token in quotes', ({ staff }) => `Bearer "${staff.genuine}"`],
  ['four parts', ({ staff }) => `Bearer ${staff.genuine}.e30`],
  ['five parts, as if encrypted', ({ staff }) => `Bearer ${parts(staff.genuine)[0]}.e30.e30.e30.e30`],
  ['a header that is no JSON', ({ staff }) => `Bearer ${base64url('{alg')}.${parts(staff.genuine).slice(1).join('.')}`],
  ['a payload that is no object', bearer(({ staff }) => parts(staff.genuine).with(1, base64url('[1]')).join('.'))],
  ['a token of 12 KB', bearer(({ staff }) => staff.tamper({ padding: 'x'.repeat(8_800) }))],
];

const TIME: BadToken[] = [
  ['expired this second', bearer((given) => given.staff.forge({ payload: { exp: seconds(given) } }))],
  ['expired years ago', forged({ payload: { exp: 1 } })],
  ['never to expire, by null', forged({ payload: { exp: null } })],
  ['to expire at a text', forged({ payload: { exp: '9999999999' } })],
  ['not yet valid', bearer((given) => given.staff.forge({ payload: { nbf: seconds(given) + 1 } }))],
  ['valid from a text on', forged({ payload: { nbf: '0' } })],
];

const SIGNATURE: BadToken[] = [
  [
    'signed by another key under the name of ours',
    bearer(async ({ staff }) => staff.forge({ key: await generateSigningKey() })),
  ],
  [
    "signed by the gateway's key under the name of organization's",
    bearer(({ staff, keys }) => staff.forge({ key: keys.gateway })),
  ],
  [
    "signed by the gateway's key",
    bearer(({ staff, keys }) => staff.forge({ key: keys.gateway, header: { kid: keys.gateway.kid } })),
  ],
  ['signature stripped', bearer(({ staff }) => `${parts(staff.genuine).slice(0, 2).join('.')}.`)],
  ['signature and its dot stripped', bearer(({ staff }) => parts(staff.genuine).slice(0, 2).join('.'))],
  ['signature of zeros', bearer(({ staff }) => staff.signBy({}, () => Buffer.alloc(64)))],
  ['signature cut short', bearer(({ staff }) => staff.genuine.slice(0, -8))],
  [
    'one bit of the signature turned',
    bearer(({ staff }) =>
      staff.genuine.replace(
        /\.([^.])([^.]*)$/,
        (_, first: string, rest: string) => `.${first === 'A' ? 'B' : 'A'}${rest}`,
      ),
    ),
  ],
  [
    "another token's signature",
    bearer(({ staff, guardian }) => parts(staff.genuine).with(2, parts(guardian.genuine)[2]).join('.')),
  ],
  [
    "another token's payload",
    bearer(({ staff, guardian }) => parts(guardian.genuine).with(1, parts(staff.genuine)[1]).join('.')),
  ],
];

const ALGORITHM: BadToken[] = [
  ...['none', 'None', 'NONE', 'nOnE', 'none ', ''].map(
    (alg): BadToken => [`alg "${alg}" without a signature`, bearer(({ staff }) => staff.signBy({ alg }, () => ''))],
  ),
  ['alg none with the true signature', bearer(({ staff }) => staff.forge({ header: { alg: 'none' } }))],
  ['no alg', forged({ header: { alg: undefined } })],
  ['alg null', forged({ header: { alg: null } })],
  ['alg a list', forged({ header: { alg: ['EdDSA'] } })],
  ['alg eddsa', forged({ header: { alg: 'eddsa' } })],
  ...(['raw', 'jwk', 'pem'] as const).map(
    (form): BadToken => [
      `HS256 with the public key as its secret, ${form}`,
      bearer(({ staff, keys }) => staff.signBy({ alg: 'HS256' }, hmac('sha256', publicForms(keys.accessTokens)[form]))),
    ],
  ),
  [
    'HS512 with the public key as its secret',
    bearer(({ staff, keys }) => staff.signBy({ alg: 'HS512' }, hmac('sha512', publicForms(keys.accessTokens).raw))),
  ],
  ['HS256 with an empty secret', bearer(({ staff }) => staff.signBy({ alg: 'HS256' }, hmac('sha256', '')))],
  ['RS256', bearer(({ staff }) => staff.signBy({ alg: 'RS256' }, rs256))],
  ['ES256', bearer(({ staff }) => staff.signBy({ alg: 'ES256' }, es256))],
];

const KEY: BadToken[] = [
  ...(
    [
      ['unknown', 'no-such-key'],
      ['missing', undefined],
      ['empty', ''],
      ['null', null],
      ['a number', 7],
      ['a list', ['a']],
      ['a path', '../../../../dev/null'],
      ['a URL', 'https://attacker.test/jwks.json'],
      ['SQL', "x' union select 'secret'--"],
      ['__proto__', '__proto__'],
      ['1,000 characters long', 'k'.repeat(1_000)],
    ] as const
  ).map(([what, value]): BadToken => [`kid ${what}`, forged({ header: { kid: value } })]),
  ...(['jwk', 'jku', 'x5u', 'x5c'] as const).flatMap((member): BadToken[] =>
    (['ours', 'its own'] as const).map((name) => [
      `${member} in the header that brings a key of the attacker's, under ${name === 'ours' ? 'the name of ours' : 'a name of its own'}`,
      bearer(async (given) => {
        const key = await generateSigningKey();
        const brought = {
          jwk: key.publicJwk,
          jku: 'https://attacker.test/jwks.json',
          x5u: 'https://attacker.test/chain.pem',
          x5c: [key.publicJwk.x],
        };
        return given.staff.forge({
          key,
          header: { [member]: brought[member], kid: name === 'ours' ? kid(given) : key.kid },
        });
      }),
    ]),
  ),
  ['crit that nobody knows', forged({ header: { crit: ['campusgraph'], campusgraph: true } })],
  ['b64 false', forged({ header: { crit: ['b64'], b64: false } })],
];

const PURPOSE: BadToken[] = [
  ...[undefined, 'JWT', 'principal+jwt', 'id+jwt', ''].map(
    (typ): BadToken => [`typ ${typ}`, forged({ header: { typ } })],
  ),
  ...[undefined, null, '', 'campusgraph-subgraph', 'Campusgraph', [], ['campusgraph-subgraph'], 7].map(
    (aud): BadToken => [`audience ${JSON.stringify(aud)}`, forged({ payload: { aud } })],
  ),
  ...[
    undefined,
    null,
    '',
    'https://elsewhere.test',
    'https://campusgraph.local/',
    'http://campusgraph.local',
    ['https://campusgraph.local'],
  ].map((iss): BadToken => [`issuer ${JSON.stringify(iss)}`, forged({ payload: { iss } })]),
  ["a subgraph's principal", bearer(({ principal, keys, now }) => signPrincipal(principal, keys.gateway, now))],
  [
    "a subgraph's principal signed by organization",
    bearer(({ principal, keys, now }) => signPrincipal(principal, keys.accessTokens, now)),
  ],
  [
    "a service's principal",
    bearer(({ principal, keys, now }) =>
      signPrincipal(servicePrincipal('crm', principal.organizationId), keys.gateway, now),
    ),
  ],
];

const CLAIMS: BadToken[] = [
  ...['sub', 'jti', 'iat', 'nbf', 'exp', 'org', 'kind', 'branches', 'scope', 'locale'].map(
    (claim): BadToken => [`no ${claim}`, forged({ payload: { [claim]: undefined } })],
  ),
  ...['SERVICE', 'ROOT', 'staff', '', null, ['STAFF'], { toString: 'STAFF' }].map(
    (kind): BadToken => [`kind ${JSON.stringify(kind)}`, forged({ payload: { kind } })],
  ),
  ['an empty subject', forged({ payload: { sub: '' } })],
  ['an organization that is no id', forged({ payload: { org: "' or true--" } })],
  ['two organizations', forged({ payload: { org: [crypto.randomUUID(), crypto.randomUUID()] } })],
  ['branches by a star', forged({ payload: { branches: '*' } })],
  ['a branch that is no id', forged({ payload: { branches: ['*'] } })],
  ['a scope that there is not', forged({ payload: { scope: 'student:read everything' } })],
  ['scopes in capitals', forged({ payload: { scope: 'STUDENT:READ' } })],
  ['a language that nobody speaks here', forged({ payload: { locale: 'fr' } })],
  ['a guardian without a family', bearer(({ guardian }) => guardian.forge({ payload: { guardian: undefined } }))],
  [
    'a student without a family',
    bearer(({ guardian }) => guardian.forge({ payload: { kind: 'STUDENT', guardian: undefined } })),
  ],
  ['a guardian of an empty family', bearer(({ guardian }) => guardian.forge({ payload: { guardian: '' } }))],
];

const TAMPERED: BadToken[] = [
  ['scopes added', bearer(({ staff }) => staff.tamper({ scope: SCOPES.join(' ') }))],
  ['scopes swapped', bearer(({ staff }) => staff.tamper({ scope: 'ledger:read' }))],
  ['organization swapped', bearer(({ staff }) => staff.tamper({ org: crypto.randomUUID() }))],
  ['subject swapped', bearer(({ staff }) => staff.tamper({ sub: crypto.randomUUID() }))],
  ['branches widened', bearer(({ guardian }) => guardian.tamper({ branches: 'ALL' }))],
  ['family swapped', bearer(({ guardian }) => guardian.tamper({ guardian: crypto.randomUUID() }))],
  ['guardian claim removed', bearer(({ guardian }) => guardian.tamper({ guardian: undefined }))],
  ['guardian promoted to staff', bearer(({ guardian }) => guardian.tamper({ kind: 'STAFF', guardian: undefined }))],
  ['life prolonged', bearer(({ staff }) => staff.tamper({ exp: 9_999_999_999 }))],
  ['token id swapped', bearer(({ staff }) => staff.tamper({ jti: crypto.randomUUID() }))],
];

export const BAD_TOKENS: readonly BadToken[] = [
  ...NO_TOKEN,
  ...TIME,
  ...SIGNATURE,
  ...ALGORITHM,
  ...KEY,
  ...PURPOSE,
  ...CLAIMS,
  ...TAMPERED,
];
