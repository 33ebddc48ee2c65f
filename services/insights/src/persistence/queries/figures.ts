import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { COUNTERS, type Counters } from '../../domain/counters.ts';
import { FUNNEL_STAGES, type SourceCounts } from '../../domain/funnel.ts';
import type { Period } from '../../domain/period.ts';
import { column } from '../column.ts';

/** Branches to look at; null: all that the principal sees. */
export type Which = readonly string[] | null;

interface OfBranch {
  branchId: string;
}

// Sums are numeric or bigint, which arrive as text; a double holds every safe integer.
const total = (name: string): string => `sum(${column(name)})::float8 as "${name}"`;

const IN_PERIOD = `
where (?::jsonb is null or branch_id in (select jsonb_array_elements_text(?::jsonb)::uuid))
  and day between coalesce(?::date, '-infinity') and coalesce(?::date, 'infinity')`;

const parameters = (which: Which, { from, to }: Period): (string | null)[] => {
  const ids = which && JSON.stringify(which);
  return [ids, ids, from, to];
};

const COUNTERS_BY_BRANCH = `
select branch_id as "branchId", ${COUNTERS.map(total).join(', ')} from branch_day ${IN_PERIOD} group by branch_id`;

/** The counters of each branch that has any in the period. */
export const countersByBranch = (
  em: SqlEntityManager,
  which: Which,
  period: Period,
): Promise<(OfBranch & Counters)[]> =>
  em.execute<(OfBranch & Counters)[]>(COUNTERS_BY_BRANCH, parameters(which, period));

const SOURCES_BY_BRANCH = `
select branch_id as "branchId", channel, source_name as "sourceName", ${['created', ...FUNNEL_STAGES].map(total).join(', ')}
from funnel_day ${IN_PERIOD} group by branch_id, channel, source_name`;

/** The leads that were created in the period, by branch and source. */
export const sourcesByBranch = (
  em: SqlEntityManager,
  which: Which,
  period: Period,
): Promise<(OfBranch & SourceCounts)[]> =>
  em.execute<(OfBranch & SourceCounts)[]>(SOURCES_BY_BRANCH, parameters(which, period));

/** First answers to tickets; minutes are business minutes. */
export interface ResponseTimes {
  answered: number;
  median: number;
  p90: number;
}

const RESPONSE_TIMES = `count(*)::int as answered,
  percentile_cont(0.5) within group (order by minutes) as median, percentile_cont(0.9) within group (order by minutes) as p90
from first_response ${IN_PERIOD}`;

/** The times of each branch that answered a ticket in the period. */
export const responseTimesByBranch = (
  em: SqlEntityManager,
  which: Which,
  period: Period,
): Promise<(OfBranch & ResponseTimes)[]> =>
  em.execute<(OfBranch & ResponseTimes)[]>(
    `select branch_id as "branchId", ${RESPONSE_TIMES} group by branch_id`,
    parameters(which, period),
  );

/** The times over all branches together: a median of medians would be another figure. */
export const responseTimesOfChain = (em: SqlEntityManager, period: Period): Promise<ResponseTimes[]> =>
  em.execute<ResponseTimes[]>(`select ${RESPONSE_TIMES} having count(*) > 0`, parameters(null, period));
