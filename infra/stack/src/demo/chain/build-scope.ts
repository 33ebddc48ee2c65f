import type { Principal } from '@campusgraph/auth';
import type { Founder } from '../../found-organization.ts';
import type { ReachableGraph, User } from '../../story/graph-client.ts';
import type { Mailbox, StoryClock } from '../../story/story.ts';
import type { Random } from './random.ts';

/** A graph of one's own: it founds tenants and signs tokens for whoever is needed. */
export interface BuildGraph extends ReachableGraph {
  found(founder: Founder): Promise<{ organizationId: string; founderId: string }>;
  /** Somebody with a token for exactly that principal. */
  mint(principal: Principal): User;
}

export interface Build {
  graph: BuildGraph;
  clock: StoryClock;
  mailbox: Mailbox;
  random: Random;
  /** What is being done, and how much of it: 0 to 1. */
  progress(step: string, share: number): void;
}
