import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Reply } from './reply.ts';

const WELCOME = `# CampusGraph. Sign in, then put the token into the headers below: {"authorization": "Bearer …"}
mutation {
  signIn(input: { login: "", password: "" }) {
    accessToken
  }
}
`;

/** Everything comes from the page itself, so that it works without a network; it may call only this server. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self' data: blob:; script-src 'unsafe-inline' 'unsafe-eval' blob:; style-src 'unsafe-inline'; worker-src blob:; connect-src 'self' data:; frame-ancestors 'none'";

interface Page {
  plain: string;
  gzipped: Buffer;
}

/** The module holds 9 MB of script: it is loaded when a browser first asks for it, and compressed once. */
async function render(welcomeQuery: string) {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const plain = renderGraphiQL({ title: 'CampusGraph', endpoint: '/graphql', defaultQuery: welcomeQuery });
  return { plain, gzipped: await promisify(gzip)(plain) };
}

export const wantsPage = (method: string, accept: string | undefined, search: URLSearchParams): boolean =>
  method === 'GET' && /text\/html/.test(accept ?? '') && !search.has('query');

/** The GraphiQL page, gzipped for whoever can read that. */
export function createGraphiql(welcomeQuery = WELCOME): (acceptEncoding: string | undefined) => Promise<Reply> {
  let page: Promise<Page> | undefined;
  return async (acceptEncoding) => {
    page ??= render(welcomeQuery);
    return pageReply(await page, acceptEncoding);
  };
}

function pageReply({ plain, gzipped }: Page, acceptEncoding: string | undefined): Reply {
  const compressed = /\bgzip\b/.test(acceptEncoding ?? '');
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cache-control': 'private, max-age=3600',
      vary: 'accept, accept-encoding',
      ...(compressed && { 'content-encoding': 'gzip' }),
    },
    body: compressed ? gzipped : plain,
  };
}
