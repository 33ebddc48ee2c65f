import { type Database, newId } from '@campusgraph/persistence';

/** One operation that selected personal data. */
export interface PersonalDataAccess {
  organizationId: string;
  actorKind: string;
  actorId: string;
  operation: string | null;
  /** `Guardian.phone` … */
  fields: readonly string[];
  correlationId: string;
}

const INSERT = `
insert into audit_entry (id, organization_id, action, actor_kind, actor_id, operation, fields, correlation_id, at)
select id, "organizationId", 'personal-data.read', "actorKind", "actorId", operation, fields, "correlationId", $2
from jsonb_to_recordset($1::jsonb)
  as row (id uuid, "organizationId" uuid, "actorKind" text, "actorId" text, operation text, fields text[], "correlationId" text)`;

/** Writes accesses of any organization down in one statement: the gateway gathers those of the same moment. */
export async function recordAccesses(
  database: Database,
  accesses: readonly PersonalDataAccess[],
  now: Date,
): Promise<void> {
  const rows = JSON.stringify(accesses.map((access) => ({ ...access, id: newId() })));
  await database.system((client) => client.query(INSERT, [rows, now]));
}
