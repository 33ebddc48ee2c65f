import type { Principal } from '@campusgraph/auth';

/** Who may ask for how much: the kinds of principal, and whoever has not signed in. No SERVICE comes to the gateway. */
export type Asker = Exclude<Principal['kind'], 'SERVICE'> | 'ANONYMOUS';

/** How much one request may ask for. Refusals name the limit and what was found. */
export interface Limits {
  /** Levels of selection sets; fragments count as one. */
  depth: number;
  aliases: number;
  directives: number;
  /** Lexical tokens of the document. */
  tokens: number;
  /** Characters of the document. */
  documentCharacters: number;
  /** Characters of one name in the document. */
  nameCharacters: number;
  /** Characters of one text in the variables. */
  textCharacters: number;
  /** Items of one list, in the document or in the variables. */
  listItems: number;
  /** Levels of lists and objects in one value. */
  valueDepth: number;
  /** Values that the answer may hold at most, estimated before planning (see `estimateCost`). */
  cost: Readonly<Record<Asker, number>>;
  /** Selections after all fragments are expanded: what the planner has to go through. */
  selections: number;
  /** Bytes of a request to `/graphql`. */
  bodyBytes: number;
  /** Requests under way at once in this process; as many more may wait for a moment (see `createAdmission`). */
  requests: number;
  /** Requests that one of the kind may have under way or waiting; who have not signed in share theirs by address. */
  requestsOf: Readonly<Record<Asker, number>>;
  /** What of the places for `requests`, and of those to wait in, all partners together get at most, all who have not signed in, and one organization. */
  partOf: Readonly<Record<'PARTNER' | 'ANONYMOUS' | 'organization', number>>;
}

/**
 * Depth, aliases and directives are those under which graphql-cop finds nothing. The cost of staff leaves room for a page
 * of 100 with pages of 50 inside it; a family has a few children; without signing in one can do little but sign in.
 * Requests under way cost memory, some 100 KB each while they wait for subgraphs; processor time is limited otherwise. Neither
 * all partners together nor one organization fill the gateway: a quarter of the places is always somebody else's.
 */
export const DEFAULT_LIMITS: Limits = {
  depth: 10,
  aliases: 15,
  directives: 8,
  tokens: 2_000,
  documentCharacters: 50_000,
  nameCharacters: 100,
  textCharacters: 100_000,
  listItems: 1_000,
  valueDepth: 10,
  cost: { STAFF: 50_000, PARTNER: 20_000, GUARDIAN: 10_000, STUDENT: 10_000, ANONYMOUS: 500 },
  selections: 10_000,
  bodyBytes: 1_048_576,
  requests: 128,
  requestsOf: { STAFF: 32, PARTNER: 32, GUARDIAN: 16, STUDENT: 16, ANONYMOUS: 32 },
  partOf: { PARTNER: 0.5, ANONYMOUS: 0.5, organization: 0.75 },
};
