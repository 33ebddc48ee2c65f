/** What two leads are compared by. `phone` is E.164. */
export interface Identity {
  phone?: string | null | undefined;
  childName?: string | null | undefined;
}

/** A name as people compare it: full and half width, case and spaces do not matter. */
export const nameKey = (name: string | null | undefined): string =>
  (name ?? '').normalize('NFKC').replaceAll(/\s+/gu, '').toLowerCase();

/**
 * Are these the same lead? The same phone, and the same child unless one of them does not name the child: brothers and
 * sisters are leads of their own.
 */
export function isSameLead(one: Identity, other: Identity): boolean {
  if (!one.phone || one.phone !== other.phone) return false;
  const [first, second] = [nameKey(one.childName), nameKey(other.childName)];
  return first === second || first === '' || second === '';
}

/** What the database keeps unique among an organization's open and converted leads; null for a lead without a phone. */
export const dedupeKey = ({ phone, childName }: Identity): string | null =>
  !phone ? null : `${phone}|${nameKey(childName)}`;
