import { BREAK, type DocumentNode, visit } from 'graphql';
import type { Bearer } from '../authentication/bearer.ts';
import { gatewayError } from '../errors.ts';
import type { Asker } from './limits.ts';

/** Those who write programs against the graph. A family's app was generated long before it runs. */
const MAY_INTROSPECT: ReadonlySet<Asker> = new Set<Asker>(['STAFF', 'PARTNER']);

/** Throws INTROSPECTION_FORBIDDEN where a document asks for the schema and its asker may not. */
export type CheckIntrospection = (document: DocumentNode, bearer: Bearer | null) => void;

/** Documents are remembered as long as they are asked for; what was found in them lives as long. */
const found = new WeakMap<DocumentNode, boolean>();

/** The schema is told to staff and partners, and to everyone only where `isOpen`. `__typename` is no introspection. */
export const createIntrospectionCheck =
  (isOpen: boolean): CheckIntrospection =>
  // Not a validation rule: a document that was valid for one is remembered for all.
  (document, bearer) => {
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
  };

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
