import type { Principal } from '@campusgraph/auth';
import type { Logger } from '@campusgraph/logging';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { ForwardHttp } from '../options.ts';
import { poll } from './poll.ts';

/** A key that was withdrawn and a token that was revoked are refused within 5 s, the answer's way included. */
const KEYS_EVERY_MS = 2_000;
const REVOCATIONS_EVERY_MS = 2_000;
/** Until the first answer came, and at most this often for a key that is not known. */
const IMPATIENT_MS = 1_000;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });
const revocations = z.object({
  tokens: z.array(z.object({ tokenId: z.string(), organizationId: z.string() })),
  clientAppIds: z.array(z.string()),
});
/** Only an organization's own word revokes its tokens. */
const tokenKey = (organizationId: string, tokenId: string): string => `${organizationId} ${tokenId}`;

/** What organization says about access tokens: which keys sign them, and which of them are revoked. */
export interface TokenAuthority {
  /** Null until the keys were fetched once. */
  jwks(): JSONWebKeySet | null;
  /** Whether a key is published; an unknown one is asked for anew, at most once a second. */
  knowsKey(kid: string): Promise<boolean>;
  isRevoked(principal: Principal): boolean;
  /** Keys and revocations were both fetched at least once. Before that no token can be trusted. */
  ready(): boolean;
  stop(): void;
}

export interface TokenAuthorityOptions {
  forwardHttp: ForwardHttp;
  clock: () => Date;
  logger: Logger;
}

/** Resolves after the first attempt, whether it succeeded or not; from then on it keeps itself up to date. */
export async function createTokenAuthority({
  forwardHttp,
  clock,
  logger,
}: TokenAuthorityOptions): Promise<TokenAuthority> {
  const read = async <Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.output<Shape>> => {
    const { status, body } = await forwardHttp('organization', {
      method: 'GET',
      path,
      headers: { accept: 'application/json' },
      body: '',
    });
    if (status !== 200) throw new Error(`${path} answers HTTP ${status}`);
    return shape.parse(JSON.parse(body));
  };
  const keys = keepLast(() => read('/.well-known/jwks.json', keySet), logger);
  const revoked = keepLast(async () => {
    const { tokens, clientAppIds } = await read('/internal/revocations', revocations);
    return {
      tokens: new Set(tokens.map(({ organizationId, tokenId }) => tokenKey(organizationId, tokenId))),
      clientAppIds: new Set(clientAppIds),
    };
  }, logger);
  await Promise.all([keys.refresh(), revoked.refresh()]);
  let askedAt = clock().getTime();
  const polls = [
    poll(keys.refresh, () => (keys.last() ? KEYS_EVERY_MS : IMPATIENT_MS)),
    poll(revoked.refresh, () => (revoked.last() ? REVOCATIONS_EVERY_MS : IMPATIENT_MS)),
  ];
  const has = (kid: string) => keys.last()?.keys.some((key) => key.kid === kid) ?? false;
  return {
    jwks: keys.last,
    async knowsKey(kid) {
      if (has(kid)) return true;
      const now = clock().getTime();
      if (now - askedAt >= IMPATIENT_MS) {
        askedAt = now;
        await keys.refresh();
      }
      return has(kid);
    },
    isRevoked: ({ kind, subject, organizationId, tokenId }) =>
      (tokenId !== undefined && revoked.last()?.tokens.has(tokenKey(organizationId, tokenId)) === true) ||
      (kind === 'PARTNER' && revoked.last()?.clientAppIds.has(subject) === true),
    ready: () => keys.last() !== null && revoked.last() !== null,
    stop: () => polls.forEach(({ stop }) => void stop()),
  };
}

/**
 * The last good answer, kept for as long as no newer one comes: an organization that is down must not sign everyone
 * out. `refresh` never rejects; concurrent ones share one request. An outage is logged once, not at every attempt.
 */
function keepLast<Value>(fetch: () => Promise<Value>, logger: Logger) {
  let last: Value | null = null;
  let failing = false;
  let running: Promise<void> | null = null;
  const attempt = async () => {
    try {
      last = await fetch();
      failing = false;
    } catch (error) {
      if (!failing) logger.warn({ err: error }, 'organization does not answer; what it said last still holds');
      failing = true;
    }
    running = null;
  };
  return {
    last: () => last,
    refresh: (): Promise<void> => {
      running ??= attempt();
      return running;
    },
  };
}
