import { createHash } from 'node:crypto';
import { verifyAccessToken } from '@campusgraph/auth';
import { DomainError, unauthenticated } from '@campusgraph/errors';
import { decodeProtectedHeader } from 'jose';
import { refusedToken, tokensUnverifiable } from '../errors.ts';
import { grantOf } from '../scopes/requirement.ts';
import type { Bearer } from './bearer.ts';
import type { TokenAuthority } from './token-authority.ts';

/** Verified tokens remembered; about 1 KB each. */
const REMEMBERED = 10_000;

const BEARER = /^Bearer +([\w~+/.-]+=*) *$/i;

const refused = (en: string, zh: string) =>
  refusedToken(
    unauthenticated({
      en: `The access token was refused: ${en}. Sign in again.`,
      'zh-CN': `访问令牌无效(${zh}),请重新登录。`,
    }),
  );

export interface AccessTokensOptions {
  authority: TokenAuthority;
  issuer: string;
  clock: () => Date;
}

/**
 * Turns an Authorization header into its bearer: null without one, a GraphQLError with HTTP status 401 for a token that
 * is malformed, expired, revoked or signed by a key that is not published. A token is verified once (some 7,000 a
 * second are possible) and remembered until it expires; revocation and key are looked at every time.
 */
export function createAccessTokens({
  authority,
  issuer,
  clock,
}: AccessTokensOptions): (authorization: string | undefined) => Promise<Bearer | null> {
  const remembered = new Map<string, Bearer>();
  const remember = (key: string, bearer: Bearer) => {
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, bearer);
  };
  const verify = async (token: string): Promise<Bearer> => {
    const kid = keyIdOf(token);
    const isKnown = await authority.knowsKey(kid);
    const jwks = authority.jwks();
    if (!authority.ready() || !jwks) throw tokensUnverifiable();
    if (!isKnown) throw refused('it is signed by a key that is not published', '签名密钥未知');
    try {
      const { principal, expiresAt } = await verifyAccessToken(token, { jwks, issuer, now: clock() });
      return { principal, expiresAt, kid, grant: grantOf(principal.scopes) };
    } catch (error) {
      throw error instanceof DomainError ? refusedToken(error) : error;
    }
  };
  return async (authorization) => {
    // An empty header is no anonymous request but a client that lost its token.
    if (authorization === undefined) return null;
    const token = BEARER.exec(authorization)?.[1];
    if (!token)
      throw refused('the Authorization header must be "Bearer <token>"', 'Authorization 请求头应为“Bearer <令牌>”');
    const key = createHash('sha256').update(token).digest('base64');
    const known = remembered.get(key);
    const bearer =
      known && known.expiresAt > clock() && (await authority.knowsKey(known.kid)) ? known : await verify(token);
    if (bearer !== known) remember(key, bearer);
    if (authority.isRevoked(bearer.principal)) throw refused('it was revoked', '已被撤销');
    return bearer;
  };
}

function keyIdOf(token: string): string {
  try {
    const { kid } = decodeProtectedHeader(token);
    if (kid) return kid;
  } catch {
    // Not a JWT at all: refused below, like one without a key.
  }
  throw refused('it is malformed', '格式不正确');
}
