import { page, toConnection } from '@campusgraph/graphql';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { leaveRequestsById, recordsById } from '../persistence/queries/by-id.ts';
import { listLeaveRequests, listRecords } from '../persistence/queries/lists.ts';

export const queries: QueryResolvers = {
  attendanceRecords: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listRecords(em, page(paging, info), filter ?? {}))),
  attendanceRecord: (_, { id }, { load }) => load(recordsById, id),
  leaveRequests: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listLeaveRequests(em, page(paging, info), filter ?? {}))),
  leaveRequest: (_, { id }, { load }) => load(leaveRequestsById, id),
};
