import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import { gatewayError } from '../errors.ts';

const tooLarge = (limitBytes: number): GraphQLError =>
  gatewayError({
    code: 'PAYLOAD_TOO_LARGE',
    status: 413,
    // What is left of the body is not read, so the connection cannot be used again.
    headers: { connection: 'close' },
    messages: {
      en: `The request is larger than ${limitBytes} bytes. Send files to /uploads instead.`,
      'zh-CN': `请求超过 ${limitBytes} 字节,文件请通过 /uploads 上传。`,
    },
    extensions: { limitBytes },
  });

const unsupportedEncoding = (encoding: string): GraphQLError =>
  gatewayError({
    code: 'UNSUPPORTED_CONTENT_ENCODING',
    status: 415,
    messages: {
      en: `The request is encoded as "${encoding}". Send it as plain UTF-8.`,
      'zh-CN': `不支持请求编码“${encoding}”,请以 UTF-8 明文发送。`,
    },
  });

/** A megabyte takes no longer on any line worth the name; who sends a byte a minute only holds a connection. */
const BODY_TIMEOUT_MS = 30_000;

/** The whole body as text; throws a GraphQLError with an HTTP status when it is too large or compressed. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<string> {
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'identity') throw unsupportedEncoding(encoding);
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const patience = setTimeout(() => request.destroy(new Error('the body did not arrive in time')), BODY_TIMEOUT_MS);
  try {
    return await collect(request, limitBytes);
  } finally {
    clearTimeout(patience);
  }
}

async function collect(request: IncomingMessage, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const JSON_TYPE = /^application\/(graphql-response\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** A JSON body parsed; undefined for any other content type, which ApolloServer then refuses. Throws for broken JSON. */
export function parseJsonBody(contentType: string | undefined, text: string): unknown {
  if (!contentType || !JSON_TYPE.test(contentType)) return undefined;
  try {
    return withoutEmptyName(JSON.parse(text));
  } catch {
    throw gatewayError({
      code: 'BAD_REQUEST',
      status: 400,
      messages: { en: 'The body is not JSON.', 'zh-CN': '请求体不是有效的 JSON。' },
    });
  }
}

/** Some clients send `operationName: ""` for "the only one". */
function withoutEmptyName(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'operationName' in body && body.operationName === ''
    ? { ...body, operationName: null }
    : body;
}
