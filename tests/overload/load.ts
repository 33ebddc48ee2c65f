import { Agent, request } from 'node:http';

export interface Answer {
  status: number;
  /** The first error's; undefined when there is none. */
  code: string | undefined;
  retryAfter: string | undefined;
  latencyMs: number;
}

/** Asks once. Rejects when the connection breaks. */
export type Ask = () => Promise<Answer>;

export interface Asker {
  ask: Ask;
  close(): void;
}

/** Asks over connections that are kept, in the name of one token after the other. */
export function askerOf(port: number, tokens: readonly string[], query: string): Asker {
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify({ query });
  let asked = 0;
  const ask: Ask = () => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const authorization = `Bearer ${tokens[asked++ % tokens.length]}`;
    const headers = { 'content-type': 'application/json', 'accept-language': 'en', authorization };
    const began = performance.now();
    const asking = request(
      { port, host: '127.0.0.1', path: '/graphql', method: 'POST', agent, headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          const { errors } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
          resolve({
            status: response.statusCode ?? 0,
            code: errors?.[0]?.extensions.code,
            retryAfter: response.headers['retry-after'],
            latencyMs: performance.now() - began,
          });
        });
      },
    );
    asking.on('error', reject).end(body);
    return promise;
  };
  return { ask, close: () => agent.destroy() };
}

/** How many a second are answered when so many ask again as soon as they have an answer: what the server can carry. */
export async function capacityOf(ask: Ask, askers: number, count: number): Promise<number> {
  let left = count;
  const began = performance.now();
  const askOn = async () => {
    while (left-- > 0) await ask();
  };
  await Promise.all(Array.from({ length: askers }, askOn));
  return (count * 1000) / (performance.now() - began);
}

/** Asks so many times a second whatever the answers are, as clients do who do not know of each other. */
export async function steadyLoad(ask: Ask, perSecond: number, count: number): Promise<Answer[]> {
  const answers: Promise<Answer>[] = [];
  const began = performance.now();
  while (answers.length < count) {
    const due = Math.min(count, ((performance.now() - began) * perSecond) / 1000);
    while (answers.length < due) answers.push(ask());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return Promise.all(answers);
}
