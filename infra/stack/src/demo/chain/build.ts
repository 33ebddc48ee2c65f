import type { Principal } from '@campusgraph/auth';
import type { Founder } from '../../found-organization.ts';
import type { ReachableGraph, User } from '../../story/graph-client.ts';
import type { Mailbox, StoryClock } from '../../story/story.ts';
import { bringCustomers } from './customers.ts';
import { at, SEED, WEEKS_BEHIND } from './plan.ts';
import { type Random, seeded } from './random.ts';
import { openSchool, type School } from './school.ts';
import { liveThroughWeek } from './week.ts';

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

export type { School };

/**
 * Makes the demo chain through the graph, by the same mutations as real use, week by week on a clock that is set: a school,
 * its customers, ten weeks of lessons, calls, tickets and refunds. The same seed makes the same chain, ids apart.
 */
export async function buildChain(build: Omit<Build, 'random'>): Promise<void> {
  const all: Build = { ...build, random: seeded(SEED) };
  all.clock.set(at(-WEEKS_BEHIND - 2, 1, '09:00'));
  const school = await openSchool(all);
  await bringCustomers(all, school);
  for (let week = -WEEKS_BEHIND; week < 0; week += 1) {
    await liveThroughWeek(all, school, week);
    build.progress('十周的日常', (week + WEEKS_BEHIND + 1) / WEEKS_BEHIND);
  }
  all.clock.set(at(0, 1, '00:00'));
  await all.graph.settled();
}
