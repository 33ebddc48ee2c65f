import { CLIENT_ADDRESS_HEADER, CORRELATION_HEADER } from '@campusgraph/graphql';
import type { Logger } from '@campusgraph/logging';
import type { ForwardHttp } from '../options.ts';
import type { Reply } from './reply.ts';

const FORWARDED = ['content-type', 'authorization', 'accept-language', CORRELATION_HEADER, CLIENT_ADDRESS_HEADER];
const RETURNED = ['content-type', 'cache-control', 'pragma', 'www-authenticate', 'retry-after'];

const pick = (headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

/** `POST /oauth/token` (RFC 6749, section 3.2): organization issues tokens, the gateway only passes on. */
export async function requestToken(
  forwardHttp: ForwardHttp,
  headers: Record<string, string>,
  body: string,
  logger: Logger,
): Promise<Reply> {
  try {
    const answer = await forwardHttp('organization', {
      method: 'POST',
      path: '/oauth/token',
      headers: pick(headers, FORWARDED),
      body,
    });
    return {
      status: answer.status,
      headers: { 'cache-control': 'no-store', ...pick(answer.headers, RETURNED) },
      body: answer.body,
    };
  } catch (error) {
    logger.warn({ err: error }, 'organization does not answer at /oauth/token');
    const description = 'The service that issues tokens does not answer. Try again shortly.';
    return {
      status: 503,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'retry-after': '2' },
      body: JSON.stringify({ error: 'temporarily_unavailable', error_description: description }),
    };
  }
}
