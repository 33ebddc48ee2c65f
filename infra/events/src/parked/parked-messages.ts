import type { Principal, Scope } from '@campusgraph/auth';
import { forbidden, notFound } from '@campusgraph/errors';
import type { Database } from '@campusgraph/persistence';

/** A message that this service could not apply. */
export interface ParkedMessage {
  /** The event's id. */
  id: string;
  consumer: string;
  /** The event's type. */
  subject: string;
  /** The envelope as it came. It may hold personal data. */
  body: string;
  error: string;
  /** 0: malformed, and never given to a handler. */
  tries: number;
  parkedAt: Date;
  /** Null while it waits. */
  replayedAt: Date | null;
}

const OPERATE: Scope = 'event:operate';
const COLUMNS = `id, consumer, subject, body, error, tries, parked_at as "parkedAt", replayed_at as "replayedAt"`;

/**
 * Parked messages of the principal's organization, newest first. `first` 1–100 (default 20); `after`: the id of the last one
 * seen; `waiting`: only those not yet replayed. Throws FORBIDDEN without the scope `event:operate`.
 */
export function parkedMessages(
  database: Database,
  principal: Principal,
  { first = 20, after, waiting = false }: { first?: number; after?: string; waiting?: boolean } = {},
): Promise<ParkedMessage[]> {
  requireOperator(principal);
  const conditions = [
    ...(waiting ? ['replayed_at is null'] : []),
    ...(after ? ['(parked_at, id) < (select parked_at, id from events.parked_message where id = ?)'] : []),
  ];
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const sql = `select ${COLUMNS} from events.parked_message ${where} order by parked_at desc, id desc limit ?`;
  const values = [...(after ? [after] : []), Math.min(Math.max(first, 1), 100)];
  return database.read(principal, async (em) => (await em.execute<ParkedMessage[]>(sql, values)).map(withDates));
}

/** One of them. Throws PARKED_MESSAGE_NOT_FOUND when the principal's organization has no such message. */
export async function parkedMessage(database: Database, principal: Principal, id: string): Promise<ParkedMessage> {
  requireOperator(principal);
  const sql = `select ${COLUMNS} from events.parked_message where id = ?`;
  const [found] = await database.read(principal, (em) => em.execute<ParkedMessage[]>(sql, [id]));
  if (!found) throw notFound('ParkedMessage', id);
  return withDates(found);
}

function requireOperator({ scopes }: Principal): void {
  if (scopes.includes(OPERATE)) return;
  throw forbidden(
    'FORBIDDEN',
    {
      en: `Parked messages need the scope ${OPERATE}; sign in with a role that has it.`,
      'zh-CN': `查看或重放搁置的消息需要权限 ${OPERATE}，请使用拥有该权限的角色登录。`,
    },
    { requiredScopes: [OPERATE] },
  );
}

// A raw query brings timestamps as the driver is set up to: as text or as Date.
const withDates = (row: ParkedMessage): ParkedMessage => ({
  ...row,
  parkedAt: new Date(row.parkedAt),
  replayedAt: row.replayedAt && new Date(row.replayedAt),
});
