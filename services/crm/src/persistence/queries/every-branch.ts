import type { Database } from '@campusgraph/persistence';

export interface KnownBranch {
  organizationId: string;
  branchId: string;
}

const CLAIM = `select pg_try_advisory_xact_lock(hashtext('crm recycles idle leads')) as "isMine"`;
const BRANCHES = `select organization_id as "organizationId", branch_id as "branchId" from branch_copy order by organization_id, branch_id`;

/** Goes through the branches of all organizations, unless another process is doing so just now. */
export const withEveryBranch = (database: Database, work: (branches: KnownBranch[]) => Promise<void>): Promise<void> =>
  database.system(async (client) => {
    const claimed = await client.query<{ isMine: boolean }>(CLAIM);
    // Kept until the transaction ends, with the work or with this process.
    if (claimed.rows[0]?.isMine) await work((await client.query<KnownBranch>(BRANCHES)).rows);
  });
