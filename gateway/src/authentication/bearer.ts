import type { Principal } from '@campusgraph/auth';
import type { Grant } from '../scopes/requirement.ts';

/** Who bears a verified access token, and what was worked out from it once. */
export interface Bearer {
  readonly principal: Principal;
  readonly grant: Grant;
  /** The key that signed the token; when it is withdrawn, so is the token. */
  readonly kid: string;
  readonly expiresAt: Date;
}
