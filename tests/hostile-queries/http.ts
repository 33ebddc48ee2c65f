import { gzipSync } from 'node:zlib';
import { body, type Expected, type HostileQuery, hostile } from './hostile-query.ts';

const mutation = 'mutation { revokeToken(input: {}) { tokenId } }';
const good = JSON.stringify({ query: mutation });
const get = (what: string, search: string, expected: Expected, headers: Record<string, string> = {}) =>
  hostile(
    what,
    { method: 'GET', path: `/graphql?${search}`, headers: { accept: 'application/json', ...headers } },
    expected,
  );

/** The bytes of the request. */
export const HTTP: readonly HostileQuery[] = [
  get('a mutation by GET', `query=${encodeURIComponent(mutation)}`, ['BAD_REQUEST', 'HQ', 405]),
  get(
    'a mutation beside a query by GET',
    `operationName=B&query=${encodeURIComponent(`query A { me { kind } } ${mutation.replace('mutation', 'mutation B')}`)}`,
    ['BAD_REQUEST', 'HQ', 405],
  ),
  get(
    'two queries by GET',
    `query=${encodeURIComponent('{ me { kind } }')}&query=${encodeURIComponent('{ organization { id } }')}`,
    ['BAD_REQUEST'],
  ),
  get('variables that are no JSON by GET', 'query={__typename}&variables={', ['BAD_REQUEST']),
  get('a GET that a page of another site sends', 'query={organization{id}}', ['BAD_REQUEST'], {
    'sec-fetch-site': 'cross-site',
    'content-type': 'text/plain',
  }),
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/graphql',
  ].map((type) => body(`a mutation as ${type}`, good, ['BAD_REQUEST'], { 'content-type': type })),
  body('UTF-16', new Uint8Array(Buffer.from(good, 'utf16le')), ['BAD_REQUEST'], {
    'content-type': 'application/json; charset=utf-16le',
  }),
  body('UTF-16 that says it is UTF-8', new Uint8Array(Buffer.from(good, 'utf16le')), ['BAD_REQUEST']),
  body(
    'bytes that are no UTF-8',
    new Uint8Array([...Buffer.from('{"query":"{ me { kind } } # '), 0xc3, 0x28, 0xff, ...Buffer.from('"}')]),
    ['BAD_REQUEST'],
  ),
  body(
    'an overlong form of a bracket',
    new Uint8Array([...Buffer.from('{"query":"{ me { kind } } # '), 0xc1, 0xbb, ...Buffer.from('"}')]),
    ['BAD_REQUEST'],
  ),
  ...['gzip', 'deflate', 'br', 'gzip, gzip'].map((encoding) =>
    body(
      `a bomb of 100 MB, ${encoding}`,
      new Uint8Array(gzipSync(Buffer.alloc(100_000_000, ' '))),
      ['UNSUPPORTED_CONTENT_ENCODING', 'HQ', 415],
      { 'content-encoding': encoding },
    ),
  ),
  body('a body of 2 MB', JSON.stringify({ query: '{ me { kind } }', variables: { x: 'x'.repeat(2_000_000) } }), [
    'PAYLOAD_TOO_LARGE',
    'HQ',
    413,
  ]),
  body('half of a body', good.slice(0, 20), ['BAD_REQUEST']),
  body('two bodies', good + good, ['BAD_REQUEST']),
  body('no body', '', ['BAD_REQUEST']),
  body('a text', JSON.stringify(mutation), ['BAD_REQUEST']),
  body('null', 'null', ['BAD_REQUEST']),
  body('a query twice', `{"query":"{ me { kind } }","query":${JSON.stringify(mutation)}}`, ['BAD_REQUEST']),
  body(
    'a query twice, once in escapes',
    `{"query":"{ me { kind } }","variables":{},"\\u0071uery":${JSON.stringify(mutation)}}`,
    ['BAD_REQUEST'],
  ),
  body('a query that is an object', JSON.stringify({ query: { kind: 'Document' } }), ['BAD_REQUEST']),
  body('variables that are a text', JSON.stringify({ query: mutation, variables: '{}' }), ['BAD_REQUEST']),
  body('variables that are a list', JSON.stringify({ query: mutation, variables: [1] }), ['BAD_REQUEST']),
  body('an answer that is no JSON is wanted', good, ['NOT_ACCEPTABLE', 'HQ', 406], { accept: 'text/csv' }),
  hostile('PUT', { method: 'PUT', body: good }, ['BAD_REQUEST', 'HQ', 405]),
];
