import type { Principal } from '@campusgraph/auth';

/** Whose pay alone a principal may see; null: everybody's. A teacher is the staff member of the same id. */
export const onlyOwnPay = ({ scopes, subject }: Principal): string | null =>
  scopes.includes('pay:write') ? null : subject;
