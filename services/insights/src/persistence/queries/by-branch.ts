import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Period } from '../../domain/period.ts';
import { countersByBranch, responseTimesByBranch, sourcesByBranch, type Which } from './figures.ts';

/** One branch in one period, as a key that equals itself. */
export const branchPeriodKey = (branchId: string, { from, to }: Period): string => JSON.stringify([branchId, from, to]);

type Query<Row> = (em: SqlEntityManager, which: Which, period: Period) => Promise<Row[]>;

/** The rows of each key's branch and period, by one statement per period asked for: a list of branches asks for one. */
const batched =
  <Row extends { branchId: string }>(query: Query<Row>) =>
  async (em: SqlEntityManager, keys: readonly string[]): Promise<Row[][]> => {
    const wanted = keys.map((key) => JSON.parse(key) as [branchId: string, from: string | null, to: string | null]);
    const periods = Map.groupBy(wanted, ([, from, to]) => JSON.stringify([from, to]));
    const found = new Map<string, Row[]>();
    for (const asked of periods.values()) {
      const [, from, to] = asked[0] ?? ['', null, null];
      const period = { from, to };
      const rows = await query(em, [...new Set(asked.map(([branchId]) => branchId))], period);
      for (const [branchId, own] of Map.groupBy(rows, (row) => row.branchId)) {
        found.set(branchPeriodKey(branchId, period), own);
      }
    }
    return keys.map((key) => found.get(key) ?? []);
  };

export const countersOfBranches = batched(countersByBranch);
export const sourcesOfBranches = batched(sourcesByBranch);
export const responseTimesOfBranches = batched(responseTimesByBranch);
