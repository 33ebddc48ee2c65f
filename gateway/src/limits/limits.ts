/** How much one request may ask for. Refusals name the limit and what was found. */
export interface Limits {
  /** Levels of selection sets; fragments count as one. */
  depth: number;
  aliases: number;
  directives: number;
  /** Lexical tokens of the document. */
  tokens: number;
  /** Values that the answer may hold at most, estimated before planning (see `estimateCost`). */
  cost: number;
  /** Selections after all fragments are expanded: what the planner has to go through. */
  selections: number;
  /** Bytes of a request to `/graphql`. */
  bodyBytes: number;
}

/**
 * Depth, aliases and directives are those under which graphql-cop finds nothing. The cost leaves room for a page of 100
 * with pages of 50 inside it.
 */
export const DEFAULT_LIMITS: Limits = {
  depth: 10,
  aliases: 15,
  directives: 8,
  tokens: 2_000,
  cost: 50_000,
  selections: 10_000,
  bodyBytes: 1_048_576,
};
