import type { RequestContext } from '@campusgraph/graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import type { Branch } from '../persistence/entities/branch.ts';
import {
  branchesById,
  branchesByRegion,
  organizationsById,
  regionsById,
  staffById,
} from '../persistence/queries/by-id.ts';

/** Branches by id, those the principal may not see left out; null stands for all. */
async function branchesOf(
  ids: readonly string[] | null | undefined,
  { load }: RequestContext,
): Promise<Branch[] | null> {
  if (!ids) return null;
  const branches = await Promise.all(ids.map((id) => load(branchesById, id)));
  return branches.filter((branch) => branch !== null);
}

export const types: Pick<
  Resolvers,
  'Organization' | 'Region' | 'Branch' | 'Staff' | 'ClientApp' | 'ParkedMessage' | 'Viewer'
> = {
  Organization: { __resolveReference: ({ id }, { load }) => load(organizationsById, id) },
  Region: {
    __resolveReference: ({ id }, { load }) => load(regionsById, id),
    branches: ({ id }, _, { load }) => load(branchesByRegion, id),
  },
  Branch: {
    __resolveReference: ({ id }, { load }) => load(branchesById, id),
    region: async ({ regionId }, _, { load }) => {
      const region = await load(regionsById, regionId);
      if (!region) throw new Error(`Branch without its region ${regionId}`);
      return region;
    },
  },
  Staff: {
    __resolveReference: ({ id }, { load }) => load(staffById, id),
    branches: ({ branchIds }, _, context) => branchesOf(branchIds, context),
  },
  ClientApp: { branches: ({ branchIds }, _, context) => branchesOf(branchIds, context) },
  ParkedMessage: { status: ({ replayedAt }) => (replayedAt ? 'REPLAYED' : 'WAITING') },
  Viewer: {
    id: ({ subject }) => subject,
    organization: async ({ organizationId }, _, { load }) => {
      const organization = await load(organizationsById, organizationId);
      if (!organization) throw new Error(`Token of an organization that is not there: ${organizationId}`);
      return organization;
    },
    branches: ({ branches }, _, context) => branchesOf(branches === 'ALL' ? null : branches, context),
  },
};
