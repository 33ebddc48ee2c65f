import { page, toConnection } from '@campusgraph/graphql';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { guardiansById, leadImportsById, leadsById, trialLessonsById } from '../persistence/queries/by-id.ts';
import { policyInForce } from '../persistence/queries/lead-policy.ts';
import { findGuardians, findLeadImports, findLeads, findTrialLessons } from '../persistence/queries/lists.ts';

export const queries: QueryResolvers = {
  leads: (_, { filter, ...paging }, { read, now }, info) =>
    read(async (em) => toConnection(await findLeads(em, filter ?? {}, now, page(paging, info)))),
  lead: (_, { id }, { load }) => load(leadsById, id),
  guardians: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await findGuardians(em, filter ?? {}, page(paging, info)))),
  guardian: (_, { id }, { load }) => load(guardiansById, id),
  trialLessons: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await findTrialLessons(em, filter ?? {}, page(paging, info)))),
  trialLesson: (_, { id }, { load }) => load(trialLessonsById, id),
  leadImports: (_, paging, { read }, info) =>
    read(async (em) => toConnection(await findLeadImports(em, page(paging, info)))),
  leadImport: (_, { id }, { load }) => load(leadImportsById, id),
  leadPolicy: (_, __, { read, now }) => read((em) => policyInForce(em, now)),
};
