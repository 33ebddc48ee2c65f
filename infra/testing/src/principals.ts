import { type Principal, ROLES, type RoleName } from '@campusgraph/auth';
import { newId } from '@campusgraph/persistence';

const base = { locale: 'en' } as const;

/** Principals as they come out of verified tokens. */
export const principals = {
  /** Headquarters: every branch of the organization. */
  hq: ({ organizationId, staffId = newId() }: { organizationId: string; staffId?: string }): Principal => ({
    ...base,
    kind: 'STAFF',
    subject: staffId,
    organizationId,
    branches: 'ALL',
    scopes: [...ROLES.HQ],
  }),

  /** Somebody of these branches only, by default their manager. */
  staff: ({
    organizationId,
    branchIds,
    role = 'BRANCH_MANAGER',
    staffId = newId(),
  }: {
    organizationId: string;
    branchIds: string[];
    role?: RoleName;
    staffId?: string;
  }): Principal => ({
    ...base,
    kind: 'STAFF',
    subject: staffId,
    organizationId,
    branches: branchIds,
    scopes: [...ROLES[role]],
  }),

  /** A guardian, who sees the rows of the own family and nothing else. */
  guardian: ({
    organizationId,
    guardianId,
    branchIds,
  }: {
    organizationId: string;
    guardianId: string;
    branchIds?: string[];
  }): Principal => ({
    ...base,
    kind: 'GUARDIAN',
    subject: guardianId,
    organizationId,
    branches: branchIds ?? 'ALL',
    scopes: [...ROLES.GUARDIAN],
    guardianId,
  }),
};
