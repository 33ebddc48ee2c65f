/** A graph that answers over HTTP, and what a story or a loader needs around it. */
export interface ReachableGraph {
  /** `http://127.0.0.1:4000`, without a slash at the end. */
  url: string;
  /** Resolves when every service has applied what the others told it. */
  settled(): Promise<void>;
}

/** The graph refused. `code` is the first error's. */
export class GraphRefusal extends Error {
  override readonly name = 'GraphRefusal';
  readonly operation: string;
  readonly code: string;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(operation: string, errors: readonly { message: string; extensions?: Record<string, unknown> }[]) {
    super(errors.map(({ message }) => message).join('; '));
    this.operation = operation;
    this.extensions = errors[0]?.extensions ?? {};
    this.code = String(this.extensions.code ?? 'UNKNOWN');
  }
}

/** Sends one operation and returns its data. Throws GraphRefusal when there is any error, partial data or not. */
// biome-ignore lint/suspicious/noExplicitAny: the shape of the answer is the shape of the query; types would repeat it
export type Ask = (query: string, variables?: Record<string, unknown>) => Promise<any>;

/** Somebody at a client app. */
export interface User {
  ask: Ask;
  /** A valid access token. */
  token(): Promise<string>;
}

const operationName = (query: string): string => /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? query.slice(0, 40);

async function send(url: string, token: string | null, query: string, variables: Record<string, unknown>) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': 'zh-CN',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions?: Record<string, unknown> }[];
  };
  if (answer.errors) throw new GraphRefusal(operationName(query), answer.errors);
  return answer.data;
}

/** Before signing in. */
export const anybody =
  ({ url }: Pick<ReachableGraph, 'url'>): Ask =>
  (query, variables = {}) =>
    send(url, null, query, variables);

/** With a token from wherever. */
export const bearer = ({ url }: Pick<ReachableGraph, 'url'>, token: () => Promise<string>): User => ({
  token,
  ask: async (query, variables = {}) => send(url, await token(), query, variables),
});

const SIGN_IN =
  'mutation SignIn($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { accessToken expiresAt } }';

/** Signs in when a token is needed and again before it expires, by the graph's clock. */
export function user(
  graph: Pick<ReachableGraph, 'url'>,
  credentials: { login: string; password: string },
  clock: () => Date,
): User {
  let token: { accessToken: string; expiresAt: string } | undefined;
  const current = async (): Promise<string> => {
    if (!token || Date.parse(token.expiresAt) - clock().getTime() < 60_000) {
      const answer = (await anybody(graph)(SIGN_IN, credentials)) as {
        signIn: { accessToken: string; expiresAt: string };
      };
      token = answer.signIn;
    }
    return token.accessToken;
  };
  return bearer(graph, current);
}
