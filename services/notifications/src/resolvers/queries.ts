import { page, toConnection } from '@campusgraph/graphql';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { Template } from '../persistence/entities/template.ts';
import { deliveriesById } from '../persistence/queries/by-id.ts';
import { deliveriesPage } from '../persistence/queries/deliveries-page.ts';

export const queries: QueryResolvers = {
  deliveries: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await deliveriesPage(em, page(paging, info), filter ?? {}))),
  delivery: (_, { id }, { load }) => load(deliveriesById, id),
  templates: (_, paging, { read }, info) =>
    read(async (em) =>
      toConnection(
        await em.findByCursor(Template, {
          ...page(paging, info),
          where: { current: true },
          orderBy: { slot: 'asc', id: 'asc' },
        }),
      ),
    ),
};
