/** The SQLSTATEs a command turns into a DomainError. */
const SQLSTATE = { unique: '23505', exclusion: '23P01', check: '23514', foreignKey: '23503' } as const;

/**
 * Is `error` the database's refusal by that constraint? For turning "room_booking_no_overlap said no" into a message that
 * names the clash. `name` left out: any constraint of the kind.
 */
export function violates(error: unknown, kind: keyof typeof SQLSTATE, name?: string): boolean {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return code === SQLSTATE[kind] && (name === undefined || constraint === name);
}
