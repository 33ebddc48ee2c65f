import { page, toConnection } from '@campusgraph/graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import { findImportIssues } from '../persistence/queries/lists.ts';

export const leadImportTypes: Pick<Resolvers, 'LeadImport' | 'LeadImportIssue' | 'LeadPolicy'> = {
  LeadImport: {
    branch: ({ branchId }) => ({ id: branchId }),
    startedAt: ({ createdAt }) => createdAt,
    failure: ({ failure }, _, { locale }) => failure?.[locale] ?? null,
    issues: ({ id }, { kind, ...paging }, { read }, info) =>
      read(async (em) => toConnection(await findImportIssues(em, id, kind, page(paging, info)))),
  },
  LeadImportIssue: { reason: ({ reason }, _, { locale }) => reason[locale] },
  LeadPolicy: { body: ({ body }) => JSON.stringify(body, null, 2) },
};
