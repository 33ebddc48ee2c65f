import type { DomainError, LocalizedMessage } from '@campusgraph/errors';
import { type ASTNode, GraphQLError } from 'graphql';

/** Both languages travel inside the error until `formatError` knows which one the client reads. */
export interface GatewayErrorOptions {
  code: string;
  messages: LocalizedMessage;
  /** The HTTP status of the whole answer; left out where the rest of the request still has one. */
  status?: number;
  headers?: Readonly<Record<string, string>>;
  path?: readonly (string | number)[];
  nodes?: readonly ASTNode[];
  extensions?: Record<string, unknown>;
}

/** What an error makes of the whole answer. */
interface ErrorHttp {
  status: number;
  headers: Readonly<Record<string, string>>;
}

/** What the errors of an answer make of it: the last that says a status. A subgraph has no say in that. */
export function httpOf(errors: readonly GraphQLError[]): Partial<ErrorHttp> {
  const own = errors.filter(({ extensions }) => extensions.http !== undefined && extensions.serviceName === undefined);
  return (own.at(-1)?.extensions.http as ErrorHttp | undefined) ?? {};
}

/** An error that the gateway itself makes. */
export function gatewayError({
  code,
  messages,
  status,
  headers,
  path,
  nodes,
  extensions,
}: GatewayErrorOptions): GraphQLError {
  const all: Record<string, unknown> = { ...extensions, code, messages };
  if (status !== undefined) all.http = { status, headers: headers ?? {} } satisfies ErrorHttp;
  return new GraphQLError(messages.en, { nodes: nodes ?? null, path: path ?? null, extensions: all });
}

/** The whole request is refused because its access token is no good (RFC 6750, section 3.1). */
export const refusedToken = (error: DomainError): GraphQLError =>
  gatewayError({
    code: error.code,
    messages: error.messages,
    status: 401,
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  });

/** No keys or revocations yet: whether the token is good cannot be known, which is not the client's fault. */
export const tokensUnverifiable = (): GraphQLError =>
  gatewayError({
    code: 'SUBGRAPH_UNAVAILABLE',
    messages: {
      en: 'Access tokens cannot be checked: the service "organization" does not answer. Try again shortly.',
      'zh-CN': '暂时无法校验访问令牌:服务“organization”没有响应,请稍后重试。',
    },
    status: 503,
    headers: { 'retry-after': '2' },
    extensions: { subgraph: 'organization' },
  });

/** What may not be told without a record, since there can be none now; nothing is answered in part. */
export const auditUnavailable = (fields: readonly string[]): GraphQLError =>
  gatewayError({
    code: 'AUDIT_UNAVAILABLE',
    messages: {
      en: `Who is told ${fields.join(', ')} must be recorded first, and the service "organization" does not take records now, so the request was not carried out. Try again shortly, or leave these fields out.`,
      'zh-CN': `读取 ${fields.join('、')} 须先登记,而服务“organization”暂时无法登记,因此未执行该请求。请稍后重试,或去掉这些字段。`,
    },
    status: 503,
    headers: { 'retry-after': '2' },
    extensions: { subgraph: 'organization', fields },
  });

/** graphql-js's own error about the client's request, with what we say it is. */
const requestError =
  (code: string, status = 400) =>
  (error: GraphQLError): GraphQLError =>
    new GraphQLError(error.message, {
      nodes: error.nodes ?? null,
      source: error.source ?? null,
      positions: error.positions ?? null,
      originalError: error,
      extensions: { code, ...error.extensions, http: { status, headers: {} } satisfies ErrorHttp },
    });

export const unparsableDocument = requestError('GRAPHQL_PARSE_FAILED');
export const invalidDocument = requestError('GRAPHQL_VALIDATION_FAILED');
export const wrongVariable = requestError('BAD_USER_INPUT');

export const noSuchOperation = (): GraphQLError =>
  gatewayError({
    code: 'OPERATION_RESOLUTION_FAILURE',
    status: 400,
    messages: {
      en: 'Name the operation to run: `operationName` matches none, or several are there.',
      'zh-CN': '请用 `operationName` 指定要执行的操作:没有与之匹配的操作,或文档中有多个操作。',
    },
  });

/** What is wrong with the request before its document is looked at. */
export const badRequest = (
  messages: LocalizedMessage,
  { status = 400, headers = {} }: Partial<ErrorHttp> = {},
): GraphQLError => gatewayError({ code: 'BAD_REQUEST', status, headers, messages });

/** GET is for reading alone (GraphQL over HTTP, section 6.2). */
export const onlyByPost = (operation: string): GraphQLError =>
  badRequest(
    { en: `A ${operation} must be sent by POST.`, 'zh-CN': `${operation} 操作必须以 POST 发送。` },
    { status: 405, headers: { allow: 'POST' } },
  );

/** What is said about a bug: nothing but where to find it in the logs. */
export const internalMessages = (correlationId: string): LocalizedMessage => ({
  en: `Something went wrong on our side. Quote ${correlationId} when you report it.`,
  'zh-CN': `系统内部出错,反馈时请提供编号 ${correlationId}。`,
});
