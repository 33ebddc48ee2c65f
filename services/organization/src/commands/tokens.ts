import { issueAccessToken, type Principal, type SigningKey } from '@campusgraph/auth';

/** An hour: what a stolen token is good for at most, if nobody revokes it. */
export const ACCESS_TOKEN_LIFETIME_S = 3600;

/** How this deployment signs. The first key signs; all are published, so that tokens of a retiring key live on to their end. */
export interface TokenIssuer {
  keys: readonly [SigningKey, ...SigningKey[]];
  /** The `iss` of its tokens. */
  issuer: string;
}

export interface IssuedToken {
  accessToken: string;
  expiresAt: Date;
}

/** A token for a principal, signed with the current key. */
export const issueToken = (
  { keys: [key], issuer }: TokenIssuer,
  principal: Principal,
  now: Date,
): Promise<IssuedToken> => issueAccessToken(principal, { key, issuer, lifetimeS: ACCESS_TOKEN_LIFETIME_S, now });
