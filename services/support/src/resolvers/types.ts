import { page, toConnection } from '@campusgraph/graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import { servicePoliciesById } from '../persistence/queries/by-id.ts';
import { ticketsPage } from '../persistence/queries/tickets-page.ts';

/** What support adds to other services' types. The reference itself is enough: row-level security decides what is under it. */
export const types: Pick<Resolvers, 'Student' | 'Guardian' | 'ServicePolicy' | 'BusinessCalendar'> = {
  Student: {
    __resolveReference: ({ id }) => ({ id }),
    tickets: ({ id }, paging, { read, now }, info) =>
      read(async (em) => toConnection(await ticketsPage(em, page(paging, info), { studentId: id }, now))),
  },
  Guardian: {
    __resolveReference: ({ id }) => ({ id }),
    tickets: ({ id }, paging, { read, now }, info) =>
      read(async (em) => toConnection(await ticketsPage(em, page(paging, info), { guardianId: id }, now))),
  },
  ServicePolicy: {
    __resolveReference: ({ id }, { load }) => load(servicePoliciesById, id),
    branch: ({ branchId }) => (branchId ? { id: branchId } : null),
  },
  BusinessCalendar: { branch: ({ branchId }) => ({ id: branchId }) },
};
