import { text } from 'node:stream/consumers';
import { DomainError } from '@campusgraph/errors';
import { CLIENT_ADDRESS_HEADER, CORRELATION_HEADER, type HttpRequest, type HttpResponse } from '@campusgraph/graphql';
import { issueClientToken } from '../commands/issue-client-token.ts';
import { json, type RouteOptions } from './route-options.ts';

const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** Form-encoded as RFC 6749 says, or JSON; the client's credentials in the body or by HTTP Basic. */
async function readForm({ headers, body }: HttpRequest): Promise<URLSearchParams> {
  const content = await text(body);
  if (!headers['content-type']?.includes('json')) return new URLSearchParams(content);
  try {
    return new URLSearchParams(
      Object.entries(JSON.parse(content) as object).map(([key, value]): [string, string] => [key, String(value)]),
    );
  } catch {
    return new URLSearchParams();
  }
}

function basicCredentials(header: string | undefined): { clientId: string; clientSecret: string } | undefined {
  const [scheme, encoded = ''] = (header ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic') return undefined;
  const [clientId = '', clientSecret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { clientId, clientSecret };
}

/** The code of RFC 8628, 3.5, which RFC 6749 has no word for. */
const slowDown = ({ message, details }: DomainError): HttpResponse =>
  json(
    429,
    { error: 'slow_down', error_description: message },
    { ...NO_STORE, 'retry-after': String(details.retryAfterS) },
  );

/** POST /oauth/token, the client credentials grant; errors as RFC 6749, 5.2 names them. */
export async function tokenRoute(
  { database, tokens, clock }: RouteOptions,
  request: HttpRequest,
): Promise<HttpResponse> {
  const form = await readForm(request);
  const error = (status: number, code: string, description: string) =>
    json(status, { error: code, error_description: description }, NO_STORE);
  if (form.get('grant_type') !== 'client_credentials')
    return error(400, 'unsupported_grant_type', 'grant_type must be client_credentials.');
  const client = basicCredentials(request.headers.authorization) ?? {
    clientId: form.get('client_id') ?? '',
    clientSecret: form.get('client_secret') ?? '',
  };
  const now = clock();
  try {
    const scope = {
      ...{ database, tokens, now },
      correlationId: request.headers[CORRELATION_HEADER] ?? crypto.randomUUID(),
      clientAddress: request.headers[CLIENT_ADDRESS_HEADER] ?? '',
    };
    const issued = await issueClientToken(scope, { ...client, scopes: form.get('scope')?.split(' ').filter(Boolean) });
    const expiresIn = Math.round((issued.expiresAt.getTime() - now.getTime()) / 1000);
    return json(
      200,
      { access_token: issued.accessToken, token_type: 'Bearer', expires_in: expiresIn, scope: issued.scopes.join(' ') },
      NO_STORE,
    );
  } catch (refusal) {
    if (!(refusal instanceof DomainError)) throw refusal;
    if (refusal.code === 'TOO_MANY_SIGN_IN_FAILURES') return slowDown(refusal);
    return refusal.code === 'INVALID_CLIENT'
      ? error(401, 'invalid_client', refusal.message)
      : error(400, 'invalid_scope', refusal.message);
  }
}
