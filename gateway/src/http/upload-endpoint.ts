import type { IncomingMessage, ServerResponse } from 'node:http';
import { unauthenticated } from '@campusgraph/errors';
import { CORRELATION_HEADER, PRINCIPAL_HEADER } from '@campusgraph/graphql';
import type { SignPrincipal } from '../authentication/principal-signer.ts';
import { gatewayError, refusedToken } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { ForwardUpload } from '../options.ts';

/** What a service may see of an upload besides who sends it: neither the token nor hop-by-hop headers. */
const FORWARDED = [
  'content-type',
  'content-length',
  'content-disposition',
  'content-encoding',
  'accept',
  'digest',
  'content-digest',
];

const notSignedIn = () =>
  refusedToken(unauthenticated({ en: 'Sign in to upload a file.', 'zh-CN': '请先登录后再上传文件。' }));

const unreachable = () =>
  gatewayError({
    code: 'SUBGRAPH_UNAVAILABLE',
    status: 503,
    messages: {
      en: 'The service "crm" does not answer. Send the file again; what was taken in is not taken in twice.',
      'zh-CN': '服务“crm”没有响应,请重新上传;已导入的数据不会重复导入。',
    },
    extensions: { subgraph: 'crm' },
  });

export interface UploadOptions {
  forwardUpload: ForwardUpload;
  signPrincipal: SignPrincipal;
}

/** `POST` or `PUT /uploads/…`: streamed through to crm, in the name of whoever bears the token. */
export async function upload(
  request: IncomingMessage,
  response: ServerResponse,
  exchange: Exchange,
  { forwardUpload, signPrincipal }: UploadOptions,
): Promise<void> {
  if (!exchange.bearer) throw notSignedIn();
  const headers: Record<string, string> = {
    'accept-language': exchange.locale,
    [CORRELATION_HEADER]: exchange.correlationId,
    [PRINCIPAL_HEADER]: await signPrincipal(exchange.bearer.principal),
  };
  for (const name of FORWARDED) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  try {
    await forwardUpload('crm', request, response, headers);
  } catch (error) {
    // The answer has begun: all that can still be said is that it does not end well.
    if (response.headersSent) response.destroy(error as Error);
    else throw Object.assign(unreachable(), { cause: error });
  }
}
