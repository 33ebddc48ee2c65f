const ALLOWED_HEADERS =
  'authorization, content-type, accept-language, x-correlation-id, apollo-require-preflight, x-apollo-operation-name';

/**
 * What browsers may do from other origins. Any origin is fine unless a list is given: access is by bearer token alone,
 * cookies are never read, so a foreign page has nothing to ride on.
 */
export function corsHeaders(
  origin: string | undefined,
  allowed: readonly string[] | undefined,
  isPreflight: boolean,
): Record<string, string> {
  if (!origin) return {};
  const allow = allowed === undefined ? '*' : allowed.includes(origin) ? origin : null;
  if (allow === null) return { vary: 'origin' };
  return {
    'access-control-allow-origin': allow,
    'access-control-expose-headers': 'x-correlation-id, retry-after',
    ...(allow !== '*' && { vary: 'origin' }),
    ...(isPreflight && {
      'access-control-allow-methods': 'GET, POST, PUT',
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-max-age': '600',
    }),
  };
}
