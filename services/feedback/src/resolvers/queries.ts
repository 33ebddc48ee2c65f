import { page, toConnection } from '@campusgraph/graphql';
import { satisfaction } from '../domain/satisfaction.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { callbackTasksById, surveysById } from '../persistence/queries/by-id.ts';
import {
  callbackPlans,
  callbackTasks,
  surveyInvitations,
  surveyResponses,
  surveys,
} from '../persistence/queries/lists.ts';
import { histogram } from '../persistence/queries/scores.ts';

export const queries: QueryResolvers = {
  callbackPlans: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await callbackPlans(em, page(paging, info), filter))),
  callbackTasks: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await callbackTasks(em, page(paging, info), filter))),
  callbackTask: (_, { id }, { load }) => load(callbackTasksById, id),
  surveys: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await surveys(em, page(paging, info), filter))),
  survey: (_, { id }, { load }) => load(surveysById, id),
  surveyInvitations: (_, { filter, ...paging }, { read, now }, info) =>
    read(async (em) => toConnection(await surveyInvitations(em, page(paging, info), filter, now))),
  surveyResponses: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await surveyResponses(em, page(paging, info), filter))),
  satisfaction: async (_, { kind, branchId = null, from = null, to = null }, { read }) =>
    satisfaction(kind, await read((em) => histogram(em, { kind, branchId, from, to }))),
};
