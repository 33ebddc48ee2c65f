import { createHash } from 'node:crypto';
import { conflict } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';

/** A fingerprint of what was asked for, to tell a repetition from another request under the same key. */
export const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/**
 * The same request sent twice at once waits here and then finds its twin: for what creates a row and has none to lock. Held
 * until the unit of work ends.
 */
export async function waitForTwin({ em, principal }: UnitOfWork, kind: string, key: string): Promise<void> {
  const name = [kind, principal.organizationId, principal.subject, key].join('/');
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
}

/** The twin if it was the same request. Throws IDEMPOTENCY_KEY_REUSED. */
export function checkTwin<Row extends { requestHash: string }>(
  twin: Row | null,
  key: string,
  requestHash: string,
): Row | null {
  if (twin && twin.requestHash !== requestHash) throw keyReused(key);
  return twin;
}

export const keyReused = (idempotencyKey: string) =>
  conflict(
    'IDEMPOTENCY_KEY_REUSED',
    {
      en: `The idempotency key "${idempotencyKey}" came with another request; use a new key for a new one.`,
      'zh-CN': `幂等键“${idempotencyKey}”已用于另一笔业务,新的业务请使用新的键。`,
    },
    { idempotencyKey },
  );
