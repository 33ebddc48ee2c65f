import type { Build } from './build-scope.ts';
import { bringCustomers } from './customers.ts';
import { at, SEED, WEEKS_BEHIND } from './plan.ts';
import { seeded } from './random.ts';
import { openSchool } from './school.ts';
import { liveThroughWeek } from './week.ts';

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
