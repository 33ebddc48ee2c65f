import { page, toConnection } from '@campusgraph/graphql';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { leaveRequestsById, recordsById } from '../persistence/queries/by-id.ts';
import { listLeaveRequests, listRecords } from '../persistence/queries/lists.ts';

export const queries: QueryResolvers = {
  attendanceRecords: async (_, { filter, ...paging }, { read }) =>
    toConnection(await read((em) => listRecords(em, page(paging), filter ?? {}))),
  attendanceRecord: (_, { id }, { load }) => load(recordsById, id),
  leaveRequests: async (_, { filter, ...paging }, { read }) =>
    toConnection(await read((em) => listLeaveRequests(em, page(paging), filter ?? {}))),
  leaveRequest: (_, { id }, { load }) => load(leaveRequestsById, id),
};
