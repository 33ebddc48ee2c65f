/** SQLSTATE classes and codes that mean "the database is not there for anybody", not "this event cannot be applied". */
const OUTAGE = /^(08|57P0[1-5]|53|58)/;
const SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
/** What pg throws without a code. */
const MESSAGE =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|cannot use a pool after/i;

/**
 * Is it the database that is away? Then the event keeps its tries and its place, however long that lasts; parking it would
 * need the same database anyway.
 */
export function isOutage(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string' && (OUTAGE.test(code) || SYSTEM.has(code))) return true;
    if (MESSAGE.test(cause.message)) return true;
  }
  return false;
}
