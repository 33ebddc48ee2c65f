import type { RawRequest } from '../tokens/attacked-graph.ts';

/** Who sends it: headquarters, who may ask for the most, unless told. */
export type Sender = 'HQ' | 'GUARDIAN' | 'PARTNER' | 'ANONYMOUS';

export interface HostileQuery {
  what: string;
  request: RawRequest;
  as: Sender;
  status: number;
  code: string;
}

/** So many texts, one after the other. */
export const times = (count: number, make: (index: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);
export const ID = '018f0000-0000-7000-8000-000000000001';

export type Expected = readonly [code: string, as?: Sender, status?: number];

export const hostile = (
  what: string,
  request: RawRequest,
  [code, as = 'HQ', status = 400]: Expected,
): HostileQuery => ({
  what,
  request,
  as,
  status,
  code,
});
/** A well-formed request with this document. */
export const query = (what: string, document: string, expected: Expected, more: object = {}): HostileQuery =>
  hostile(what, { body: { query: document, ...more } }, expected);
/** One that declares these variables for a document that is fine. */
export const variables = (what: string, values: object, expected: Expected): HostileQuery =>
  query(
    what,
    'query ($id: ID!, $first: Int) { student(id: $id) { id } students(first: $first) { totalCount } }',
    expected,
    { variables: values },
  );
export const body = (
  what: string,
  bytes: string | Uint8Array<ArrayBuffer>,
  expected: Expected,
  headers: Record<string, string> = {},
) => hostile(what, { body: bytes, headers }, expected);

/** Selections in selections. */
export const nested = (levels: number, open: string, inner = 'id') =>
  `${open.repeat(levels)}${inner}${' }'.repeat(levels * (open.split('{').length - 1))}`;
