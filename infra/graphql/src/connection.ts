import { invalid } from '@campusgraph/errors';
import type { Cursor } from '@mikro-orm/core';

/** The arguments of every plural root field. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

const MAX_PAGE = 100;
const DEFAULT_PAGE = 20;

/** `first` (1–100, 20 unless told) and `after`, as `em.findByCursor` takes them. Throws INVALID_PAGE_SIZE. */
export function page({ first, after }: PageArguments): { first: number; after?: string } {
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
  return { first: size, ...(after && { after }) };
}

/** A Relay-style connection as the schema declares it. */
export interface Connection<Node> {
  nodes: Node[];
  edges: { node: Node; cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

/** A page of MikroORM's as a connection. */
export function toConnection<Entity extends object>(cursor: Cursor<Entity>): Connection<Entity> {
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
    totalCount: cursor.totalCount,
  };
}
