import type { Principal } from '@campusgraph/auth';
import type { FilterDef, PolicyDef } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';

export interface TenantRule {
  /**
   * `required`: the row belongs to one branch (`branchId`). `optional`: a null branch means the whole organization sees it.
   * `none`: the table has no branch; the whole organization sees it. `several`: the row names branches (`branchIds`, an
   * array) and one of them is enough; null stands for all of them, and the whole organization sees it. `every`: the row belongs
   * to `branchId` and to the `otherBranchIds` (an array, empty for most), and who lacks one of them does not see it.
   */
  branch: 'required' | 'optional' | 'none' | 'several' | 'every';
  /**
   * What a guardian (or student) sees of it. `own`: the rows with their `guardianId`. `hidden`: nothing, it is the staff's.
   * `visible`: as much as staff of the branch would (a timetable, a course), and writes none of it. `shared`: writes it too,
   * because what a family may do moves it (a counter, the audit).
   */
  family: 'own' | 'hidden' | 'visible' | 'shared';
  /** The service whose relay and workers may reach the rows of every organization (outbox-like tables only). */
  systemRole?: `${string}_system`;
  /** Where the table is searched by name: whose functions find the ids (see `Search`). It reads; who asks is the function's to mind. */
  searchRole?: `${string}_search`;
}

// Every setting is read inside a scalar sub-select: Postgres then evaluates it once per statement, not once per row
// (measured: 10–20 ms without, 1.3 ms with, for a page over 1,000,000 rows). An unset or empty setting admits nothing.
const ORGANIZATION = `(select nullif(current_setting('app.organization', true), '')::uuid)`;
// `… is not null` is true for almost every row, as the planner guesses it, and a boolean for half of them. It has to expect that
// the policy takes nothing away: else it thinks a page far to seek and sorts the whole table (20 of 1,000 branches: 57 ms for 1.3).
const ALL_BRANCHES = `(select nullif(current_setting('app.branches', true) = '*', false)) is not null`;
// The outer cast makes it an expression: `any (select …)` would compare with the rows of a sub-query instead.
const BRANCHES = `(select string_to_array(nullif(current_setting('app.branches', true), '*'), ',')::uuid[])::uuid[]`;
const GUARDIAN = `(select nullif(current_setting('app.guardian', true), '')::uuid)`;
const STAFF_ONLY = `(select nullif(coalesce(current_setting('app.guardian', true), '') = '', false)) is not null`;

/** The filter of the tables whose rows belong to one branch. */
const OWN_BRANCHES = 'ownBranches';

/**
 * Says to the queries of `em` which branches a principal has. The policy knows it too, but no index serves its "all of them, or one
 * of these" (a month's count of one branch out of 1,000,000 rows: 9 ms, and 1.7 so). The policy stays what guards the rows.
 */
export function nameOwnBranches(em: SqlEntityManager, { branches }: Principal): void {
  if (branches !== 'ALL') em.setFilterParams(OWN_BRANCHES, { branches });
}

const ownBranches: FilterDef = {
  name: OWN_BRANCHES,
  cond: (own?: { branches: string[] }) => (own ? { branchId: { $in: own.branches } } : {}),
  default: true,
  args: false,
};

/**
 * The row-level security of a table with tenant data: spread into `defineEntity` beside its name. It is forced, so that
 * the owner is under it too; the columns must be named organization_id, branch_id, branch_ids or other_branch_ids, and guardian_id.
 */
export function tenantPolicies(
  table: string,
  rule: TenantRule,
): { rowLevelSecurity: 'force'; policies: PolicyDef[]; filters: Record<string, FilterDef> } {
  const conditions = [`organization_id = ${ORGANIZATION}`];
  const inBranch = `${ALL_BRANCHES} or branch_id = any (${BRANCHES})`;
  if (rule.branch === 'required' || rule.branch === 'every') conditions.push(`(${inBranch})`);
  if (rule.branch === 'every') conditions.push(`(${ALL_BRANCHES} or other_branch_ids <@ ${BRANCHES})`);
  if (rule.branch === 'optional') conditions.push(`(branch_id is null or ${inBranch})`);
  if (rule.branch === 'several')
    conditions.push(`(branch_ids is null or ${ALL_BRANCHES} or branch_ids && ${BRANCHES})`);
  if (rule.family === 'own') conditions.push(`(${STAFF_ONLY} or guardian_id = ${GUARDIAN})`);
  if (rule.family === 'hidden') conditions.push(STAFF_ONLY);
  const using = conditions.join(' and ');
  const check = rule.family === 'visible' ? `${using} and ${STAFF_ONLY}` : using;
  const policies: PolicyDef[] = [{ name: `${table}_tenant`, using, check }];
  // A DELETE makes no row that a check could look at.
  if (rule.family === 'visible')
    policies.push({ name: `${table}_kept`, type: 'restrictive', command: 'delete', using: STAFF_ONLY });
  if (rule.systemRole)
    policies.push({ name: `${table}_system`, roles: [rule.systemRole], using: 'true', check: 'true' });
  if (rule.searchRole)
    policies.push({ name: `${table}_search`, roles: [rule.searchRole], command: 'select', using: 'true' });
  const isOfOne = rule.branch === 'required' || rule.branch === 'every';
  const filters: Record<string, FilterDef> = isOfOne ? { [OWN_BRANCHES]: ownBranches } : {};
  return { rowLevelSecurity: 'force', policies, filters };
}
