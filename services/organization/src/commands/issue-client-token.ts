import { type Principal, servicePrincipal } from '@campusgraph/auth';
import { DomainError } from '@campusgraph/errors';
import { narrowScopes } from '../domain/grant.ts';
import { findClientCredentials } from '../persistence/queries/client-credentials.ts';
import { audit } from './audit.ts';
import { claimGuessFrom } from './claim-guess.ts';
import { secretMatches } from './secrets.ts';
import type { SignInScope } from './sign-in.ts';
import { type IssuedToken, issueToken } from './tokens.ts';

export interface ClientTokenRequest {
  clientId: string;
  clientSecret: string;
  /** A part of the grant; all of it when absent. */
  scopes?: readonly string[] | undefined;
}

const invalidClient = () =>
  new DomainError('unauthenticated', 'INVALID_CLIENT', {
    en: 'The client is unknown, expired or revoked, or its secret is wrong.',
    'zh-CN': '客户端不存在、已过期或已吊销,或密钥错误。',
  });

/** The client credentials grant (RFC 6749, 4.4). Throws TOO_MANY_SIGN_IN_FAILURES, INVALID_CLIENT or INVALID_SCOPE. */
export async function issueClientToken(
  scope: SignInScope,
  request: ClientTokenRequest,
): Promise<IssuedToken & { scopes: string[] }> {
  const { database, tokens, now, correlationId } = scope;
  const wasNoGuess = await claimGuessFrom(scope, 'CLIENT_SECRET');
  const app = await findClientCredentials(database, request.clientId);
  if (!app || !secretMatches(request.clientSecret, app.secretHash) || app.revokedAt || app.expiresAt <= now)
    throw invalidClient();
  await wasNoGuess();
  const scopes = narrowScopes(app.scopes, request.scopes);
  const principal: Principal = {
    kind: 'PARTNER',
    subject: app.clientAppId,
    organizationId: app.organizationId,
    branches: app.branchIds ?? 'ALL',
    scopes,
    locale: app.locale,
  };
  const issued = await issueToken(tokens, principal, now);
  await database.write(
    {
      principal: { ...servicePrincipal('organization', app.organizationId), kind: 'PARTNER', subject: app.clientAppId },
      now,
      correlationId,
    },
    async (unit) => audit(unit, 'token.issued', app.clientAppId),
  );
  return { ...issued, scopes };
}
