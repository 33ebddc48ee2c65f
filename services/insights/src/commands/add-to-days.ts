import type { UnitOfWork } from '@campusgraph/persistence';
import { type Addition, COUNTERS } from '../domain/counters.ts';
import { column } from '../persistence/column.ts';

const columns = COUNTERS.map(column);

// The day begins where the branch is. In one order of rows, so that two writers cannot wait for each other.
const ADD = `
insert into branch_day as counted (branch_id, day, organization_id, ${columns.join(', ')})
select addition."branchId", (addition.at at time zone branch_copy.time_zone)::date, branch_copy.organization_id,
       ${COUNTERS.map((name) => `sum(coalesce(addition."${name}", 0))`).join(', ')}
from jsonb_to_recordset(?::jsonb) as addition ("branchId" uuid, at timestamptz, ${COUNTERS.map((name) => `"${name}" bigint`).join(', ')})
join branch_copy on branch_copy.branch_id = addition."branchId"
group by 1, 2, 3 order by 1, 2
on conflict (branch_id, day) do update set ${columns.map((name) => `${name} = counted.${name} + excluded.${name}`).join(', ')}`;

/** Adds to the counters of branches' days, in one statement. The branches must be known. */
export async function addToDays({ em }: UnitOfWork, additions: readonly Addition[]): Promise<void> {
  if (additions.length > 0) await em.execute(ADD, [JSON.stringify(additions)]);
}
