import type { QueryResolvers } from '../generated/resolvers.ts';
import { leaveRequestsById, recordsById } from '../persistence/queries/by-id.ts';
import { listLeaveRequests, listRecords } from '../persistence/queries/lists.ts';

export const queries: QueryResolvers = {
  attendanceRecords: (_, { filter, ...paging }, { read }) => read((em) => listRecords(em, paging, filter ?? {})),
  attendanceRecord: (_, { id }, { load }) => load(recordsById, id),
  leaveRequests: (_, { filter, ...paging }, { read }) => read((em) => listLeaveRequests(em, paging, filter ?? {})),
  leaveRequest: (_, { id }, { load }) => load(leaveRequestsById, id),
};
