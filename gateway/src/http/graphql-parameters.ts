import { badRequest, gatewayError } from '../errors.ts';
import type { GraphParameters } from '../operations/operation.ts';

export interface GraphqlHttpRequest {
  method: string;
  /** Lower case names. */
  headers: Record<string, string>;
  /** With its question mark, or empty. */
  search: string;
  body: unknown;
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The GraphQL request in an HTTP request. Throws BAD_REQUEST for one that is not well-formed. */
export function readParameters({ method, headers, search, body }: GraphqlHttpRequest): GraphParameters {
  if (method === 'POST') return wellFormed(body);
  if (method !== 'GET') throw methodNotSupported(method);
  if (headers['content-type'] !== undefined && !/^application\/json\b/i.test(headers['content-type']))
    throw badRequest(
      {
        en: 'A GET has no body, and no Content-Type but application/json.',
        'zh-CN': 'GET 请求的 Content-Type 只能为 application/json。',
      },
      { status: 415 },
    );
  return wellFormed(readSearch(new URLSearchParams(search)));
}

function wellFormed(members: unknown): GraphParameters {
  if (!isObject(members)) throw malformed('body', 'JSON object, sent as application/json');
  const { query, operationName = null, variables = null, extensions = null } = members;
  if (extensions !== null && !isObject(extensions)) throw malformed('extensions', 'object');
  if (extensions?.persistedQuery !== undefined) throw noPersistedQueries();
  if (typeof query !== 'string' || query === '') throw malformed('query', 'text that is not empty');
  if (operationName !== null && typeof operationName !== 'string') throw malformed('operationName', 'text');
  if (variables !== null && !isObject(variables)) throw malformed('variables', 'object');
  return { query, operationName: operationName ?? undefined, variables: variables ?? {} };
}

function readSearch(search: URLSearchParams): Members {
  const members: Record<string, unknown> = {};
  for (const name of ['query', 'operationName', 'variables', 'extensions']) {
    const [value, again] = search.getAll(name);
    if (again !== undefined)
      throw badRequest({ en: `The address has "${name}" twice.`, 'zh-CN': `地址中“${name}”出现了两次。` });
    if (value !== undefined) members[name] = name === 'query' || name === 'operationName' ? value : parse(name, value);
  }
  return members;
}

function parse(name: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw malformed(name, 'JSON object');
  }
}

const WORDS: Readonly<Record<string, string>> = {
  text: '字符串',
  object: '对象',
  'text that is not empty': '非空字符串',
};

const malformed = (name: string, expected: string) =>
  badRequest({
    en: `"${name}" must be a ${expected}.`,
    'zh-CN': `“${name}”必须是${WORDS[expected] ?? '以 application/json 发送的 JSON 对象'}。`,
  });

const methodNotSupported = (method: string) =>
  badRequest(
    { en: `${method} is not possible here; use GET or POST.`, 'zh-CN': `此处不支持 ${method},请使用 GET 或 POST。` },
    { status: 405, headers: { allow: 'GET, POST' } },
  );

/** Clients that try persisted queries look for this very message, and then send the whole query. */
const noPersistedQueries = () =>
  gatewayError({
    code: 'PERSISTED_QUERY_NOT_SUPPORTED',
    status: 200,
    messages: { en: 'PersistedQueryNotSupported', 'zh-CN': 'PersistedQueryNotSupported' },
  });
