import { invalid } from '@campusgraph/errors';
import type { Cursor } from '@mikro-orm/core';
import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** The arguments of every plural root field. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

/**
 * `first` (1–100, 20 unless told) and `after`, as `em.findByCursor` takes them. It counts only where the request asks for
 * `totalCount`: counting a chain's rows takes a hundred times as long as reading a page of them. Throws INVALID_PAGE_SIZE.
 */
export function page(
  { first, after }: PageArguments,
  info: GraphQLResolveInfo,
): { first: number; after?: string; includeCount: boolean } {
  const size = first ?? DEFAULT_PAGE;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    throw invalid(
      'INVALID_PAGE_SIZE',
      {
        en: `first must be from 1 to ${MAX_PAGE}, not ${size}.`,
        'zh-CN': `first 须在 1 到 ${MAX_PAGE} 之间,收到 ${size}。`,
      },
      { first: size },
    );
  }
  const includeCount = info.fieldNodes.some(({ selectionSet }) => selects(selectionSet, 'totalCount', info));
  return { first: size, ...(after && { after }), includeCount };
}

/** Whether a field is among those that are asked for, in a fragment or not, under whatever alias. */
function selects(set: SelectionSetNode | undefined, field: string, info: GraphQLResolveInfo): boolean {
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === field;
    if (selection.kind === Kind.INLINE_FRAGMENT) return selects(selection.selectionSet, field, info);
    return selects(info.fragments[selection.name.value]?.selectionSet, field, info);
  });
}

/** A Relay-style connection as the schema declares it. */
export interface Connection<Node> {
  nodes: Node[];
  edges: { node: Node; cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

/** A page of MikroORM's as a connection. */
export function toConnection<Entity extends object>(
  cursor: Cursor<Entity, never, never, never, boolean>,
): Connection<Entity> {
  const nodes = [...cursor] as Entity[];
  return {
    nodes,
    edges: nodes.map((node) => ({ node, cursor: cursor.from(node) })),
    pageInfo: {
      hasNextPage: cursor.hasNextPage,
      hasPreviousPage: cursor.hasPrevPage,
      startCursor: cursor.startCursor,
      endCursor: cursor.endCursor,
    },
    // Not counted means not asked for; were it asked for after all, NaN is no Int and would be told as an error.
    totalCount: cursor.totalCount ?? Number.NaN,
  };
}
