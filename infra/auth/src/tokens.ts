import { unauthenticated } from '@campusgraph/errors';
import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  errors as joseErrors,
  jwtVerify,
  SignJWT,
} from 'jose';
import { type Principal, principalSchema } from './principal.ts';

/** An Ed25519 key pair with its id. The private half never leaves the process that signs. */
export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  publicJwk: JWK;
}

/** RFC 9068: what an access token says it is, so that no other JWT of ours can pass as one. */
const ACCESS_TOKEN_TYPE = 'at+jwt';
const PRINCIPAL_TYPE = 'principal+jwt';
export const ACCESS_TOKEN_AUDIENCE = 'campusgraph';
const PRINCIPAL_AUDIENCE = 'campusgraph-subgraph';
/** Long enough for one request and clock skew between machines, too short to be worth stealing. */
const PRINCIPAL_LIFETIME_S = 60;

/** A new Ed25519 key pair; `kid` names it in the JWKS. */
export async function generateSigningKey(kid: string = crypto.randomUUID()): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' } };
}

/** The private JWK of a key, for a configuration file or a secret. */
export const exportSigningKey = async (key: SigningKey): Promise<JWK> => ({
  ...(await exportJWK(key.privateKey)),
  kid: key.kid,
  alg: 'EdDSA',
});

/** A key from its private JWK (`OKP`/`Ed25519` with `kid`). */
export async function importSigningKey(jwk: JWK): Promise<SigningKey> {
  if (!jwk.kid) throw new Error('A signing key needs a kid.');
  const { d: _secret, ...publicJwk } = jwk;
  return {
    kid: jwk.kid,
    privateKey: (await importJWK(jwk, 'EdDSA', { extractable: true })) as CryptoKey,
    publicJwk: { ...publicJwk, alg: 'EdDSA', use: 'sig' },
  };
}

export interface AccessTokenOptions {
  key: SigningKey;
  issuer: string;
  lifetimeS: number;
  now: Date;
}

/** An access token for a principal. Returns the compact JWT and its id, by which it can be revoked. */
export async function issueAccessToken(
  principal: Principal,
  { key, issuer, lifetimeS, now }: AccessTokenOptions,
): Promise<{ accessToken: string; tokenId: string; expiresAt: Date }> {
  const tokenId = crypto.randomUUID();
  const issuedAt = Math.floor(now.getTime() / 1000);
  const { kind, subject, organizationId, branches, scopes, locale, guardianId } = principal;
  const accessToken = await new SignJWT({
    kind,
    org: organizationId,
    branches,
    scope: scopes.join(' '),
    locale,
    ...(guardianId && { guardian: guardianId }),
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: ACCESS_TOKEN_TYPE, kid: key.kid })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(ACCESS_TOKEN_AUDIENCE)
    .setJti(tokenId)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + lifetimeS)
    .sign(key.privateKey);
  return { accessToken, tokenId, expiresAt: new Date((issuedAt + lifetimeS) * 1000) };
}

const invalidToken = (reason: string) =>
  unauthenticated({
    en: `The access token was refused: ${reason}. Sign in again.`,
    'zh-CN': `访问令牌无效(${reason}),请重新登录。`,
  });

const keySets = new WeakMap<JSONWebKeySet, ReturnType<typeof createLocalJWKSet>>();

/** Keys are imported once for each set, not for each token: that is a third of what a verification costs. */
function keySetOf(jwks: JSONWebKeySet): ReturnType<typeof createLocalJWKSet> {
  const known = keySets.get(jwks) ?? createLocalJWKSet(jwks);
  keySets.set(jwks, known);
  return known;
}

/**
 * The principal an access token names, and when it expires. Only EdDSA, the `at+jwt` type, our issuer and audience pass.
 * Throws the UNAUTHENTICATED DomainError for anything else. Revocation is the caller's to check, by `principal.tokenId`.
 */
export async function verifyAccessToken(
  token: string,
  options: { jwks: JSONWebKeySet; issuer: string; now: Date },
): Promise<{ principal: Principal; expiresAt: Date }> {
  try {
    const { payload } = await jwtVerify(token, keySetOf(options.jwks), {
      algorithms: ['EdDSA'],
      typ: ACCESS_TOKEN_TYPE,
      issuer: options.issuer,
      audience: ACCESS_TOKEN_AUDIENCE,
      currentDate: options.now,
      requiredClaims: ['exp', 'nbf', 'iat', 'sub', 'jti', 'org', 'kind', 'branches', 'scope', 'locale'],
    });
    const principal = principalSchema.parse({
      kind: payload.kind,
      subject: payload.sub,
      organizationId: payload.org,
      branches: payload.branches,
      scopes: String(payload.scope ?? '')
        .split(' ')
        .filter(Boolean),
      locale: payload.locale,
      guardianId: payload.guardian,
      tokenId: payload.jti,
    });
    if (principal.kind === 'SERVICE') throw invalidToken('wrong kind');
    return { principal, expiresAt: new Date(Number(payload.exp) * 1000) };
  } catch (error) {
    if (error instanceof joseErrors.JWTExpired) throw invalidToken('expired');
    throw error instanceof joseErrors.JOSEError ? invalidToken(error.code) : invalidToken('malformed');
  }
}

/** The gateway's word to a subgraph about who asks (null: nobody signed in): a JWT of one minute that only a subgraph accepts. */
export const signPrincipal = (principal: Principal | null, key: SigningKey, now: Date): Promise<string> =>
  new SignJWT({ principal })
    .setProtectedHeader({ alg: 'EdDSA', typ: PRINCIPAL_TYPE, kid: key.kid })
    .setAudience(PRINCIPAL_AUDIENCE)
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .setExpirationTime(Math.floor(now.getTime() / 1000) + PRINCIPAL_LIFETIME_S)
    .sign(key.privateKey);

/** The principal that a gateway of ours signed; throws UNAUTHENTICATED for anything else. */
export async function verifyPrincipal(
  token: string,
  options: { jwks: JSONWebKeySet; now: Date },
): Promise<{ principal: Principal | null; expiresAt: Date }> {
  try {
    const { payload } = await jwtVerify(token, keySetOf(options.jwks), {
      algorithms: ['EdDSA'],
      typ: PRINCIPAL_TYPE,
      audience: PRINCIPAL_AUDIENCE,
      currentDate: options.now,
      requiredClaims: ['exp', 'principal'],
    });
    return {
      principal: principalSchema.nullable().parse(payload.principal),
      expiresAt: new Date(Number(payload.exp) * 1000),
    };
  } catch {
    throw unauthenticated({
      en: 'A subgraph answers only requests that the gateway signed.',
      'zh-CN': '子图只接受网关签名的请求。',
    });
  }
}
