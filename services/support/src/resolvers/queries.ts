import { page, toConnection } from '@campusgraph/graphql';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { ServicePolicy } from '../persistence/entities/service-policy.ts';
import { ticketsById } from '../persistence/queries/by-id.ts';
import { calendarsByBranch } from '../persistence/queries/calendars-by-branch.ts';
import { inForce } from '../persistence/queries/policies-in-force.ts';
import { ticketsPage } from '../persistence/queries/tickets-page.ts';

export const queries: QueryResolvers = {
  tickets: (_, { filter, ...paging }, { read, now }, info) =>
    read(async (em) => toConnection(await ticketsPage(em, page(paging, info), filter ?? {}, now))),
  ticket: (_, { id }, { load }) => load(ticketsById, id),
  servicePolicies: (_, paging, { read, now }, info) =>
    read(async (em) =>
      toConnection(
        await em.findByCursor(ServicePolicy, {
          ...page(paging, info),
          where: inForce(now),
          orderBy: { createdAt: 'desc', id: 'desc' },
        }),
      ),
    ),
  businessCalendar: (_, { branchId }, { load }) => load(calendarsByBranch, branchId),
};
