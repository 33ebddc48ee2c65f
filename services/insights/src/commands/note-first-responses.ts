import type { UnitOfWork } from '@campusgraph/persistence';

/** The first human answer to a ticket. */
export interface Answered {
  ticketId: string;
  branchId: string;
  /** ISO 8601, UTC. */
  at: string;
  /** Business minutes that the customer waited. */
  minutes: number;
}

const NOTE = `
insert into first_response (ticket_id, organization_id, branch_id, day, minutes)
select "ticketId", organization_id, "branchId", (at at time zone time_zone)::date, minutes
from jsonb_to_recordset(?::jsonb) as answered ("ticketId" uuid, "branchId" uuid, at timestamptz, minutes int)
join branch_copy on branch_copy.branch_id = "branchId"
order by 1
on conflict (ticket_id) do nothing`;

/** Notes how long customers waited; a ticket has one first answer. The branches must be known. */
export async function noteFirstResponses({ em }: UnitOfWork, answers: readonly Answered[]): Promise<void> {
  if (answers.length > 0) await em.execute(NOTE, [JSON.stringify(answers)]);
}
