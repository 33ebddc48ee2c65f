import type { ApolloServerPlugin } from '@apollo/server';
import { BREAK, type DocumentNode, visit } from 'graphql';
import { gatewayError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { Asker } from './limits.ts';

/** Those who write programs against the graph. A family's app was generated long before it runs. */
const MAY_INTROSPECT: ReadonlySet<Asker> = new Set<Asker>(['STAFF', 'PARTNER']);

/** Documents live as long as ApolloServer's cache keeps them; what was found in them lives as long. */
const found = new WeakMap<DocumentNode, boolean>();

/** The schema is told to staff and partners, and to everyone only where `isOpen`. `__typename` is no introspection. */
export const createIntrospectionPlugin = (isOpen: boolean): ApolloServerPlugin<Exchange> => ({
  requestDidStart: async () => ({
    // Not a validation rule: a document that was valid for one is remembered for all.
    didResolveOperation: async ({ document, contextValue: { bearer } }) => {
      if (isOpen || MAY_INTROSPECT.has((bearer?.principal.kind ?? 'ANONYMOUS') as Asker)) return;
      if (!asksForSchema(document)) return;
      throw gatewayError({
        code: 'INTROSPECTION_FORBIDDEN',
        status: 403,
        messages: {
          en: 'The schema is told to staff and partners only. Sign in as one of them.',
          'zh-CN': '仅员工和合作方可以查询图的结构,请以相应身份登录。',
        },
      });
    },
  }),
});

/** Anywhere in the document, whatever fragment it hides in and whatever `@skip` says. */
function asksForSchema(document: DocumentNode): boolean {
  const known = found.get(document);
  if (known !== undefined) return known;
  let asks = false;
  visit(document, {
    Field({ name }) {
      asks = name.value === '__schema' || name.value === '__type';
      return asks ? BREAK : undefined;
    },
  });
  found.set(document, asks);
  return asks;
}
