/** `[['a', 'b'], ['c']]`: a and b, or c. */
export type Alternatives = readonly (readonly string[])[];

/** What a field asks of a principal: to be there at all, and one alternative of every entry of `scopes`. */
export interface Requirement {
  readonly authenticated: boolean;
  readonly scopes: readonly Alternatives[];
}

export const OPEN: Requirement = { authenticated: false, scopes: [] };

/** Both requirements at once; the same alternatives are not kept twice. */
export function join(left: Requirement, right: Requirement): Requirement {
  const known = new Set(left.scopes.map((alternatives) => JSON.stringify(alternatives)));
  const added = right.scopes.filter((alternatives) => !known.has(JSON.stringify(alternatives)));
  return { authenticated: left.authenticated || right.authenticated, scopes: [...left.scopes, ...added] };
}

/** What a principal may do; `scopes` is null for an anonymous one. `key` is equal when the scopes are. */
export interface Grant {
  readonly key: string;
  readonly scopes: ReadonlySet<string> | null;
}

export const ANONYMOUS: Grant = { key: '', scopes: null };

export const grantOf = (scopes: readonly string[]): Grant => ({
  key: `signed in: ${scopes.toSorted().join(' ')}`,
  scopes: new Set(scopes),
});

/** Why a field was refused: nobody is signed in, or these scopes are missing. */
export type Refusal = { reason: 'anonymous' } | { reason: 'scopes'; missing: readonly string[] };

/**
 * Null when the grant meets the requirement. Of several alternatives the one that lacks least is named, so that the
 * reader learns the shortest way to access.
 */
export function refusal(requirement: Requirement, grant: Grant): Refusal | null {
  const held = grant.scopes;
  if (!requirement.authenticated) return null;
  if (held === null) return { reason: 'anonymous' };
  const missing = new Set<string>();
  for (const alternatives of requirement.scopes) {
    const lacks = alternatives
      .map((scopes) => scopes.filter((scope) => !held.has(scope)))
      .toSorted((a, b) => a.length - b.length);
    // No alternative at all can be met by nobody; it is refused, and there is no scope to name.
    if (lacks.length === 0) return { reason: 'scopes', missing: [] };
    for (const scope of lacks[0] ?? []) missing.add(scope);
  }
  return missing.size === 0 ? null : { reason: 'scopes', missing: [...missing] };
}
