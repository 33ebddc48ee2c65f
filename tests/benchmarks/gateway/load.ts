import autocannon, { type RawRequest } from 'autocannon';

/** One burst of the same query over so many connections, each request with the next token. */
export interface Burst {
  url: string;
  connections: number;
  seconds: number;
  /** The body of each request. */
  body: string;
}

export interface BurstResult {
  requests: number;
  seconds: number;
  p50Ms: number;
  p95Ms: number;
  /** Answers that were none, or not 2xx: a run with any of them says nothing. */
  failed: number;
}

const isBurst = (message: unknown): message is Burst =>
  typeof message === 'object' && message !== null && 'url' in message;

let tokens: readonly string[] = [];
let next = 0;

/** A process of its own: first it is told the tokens, then burst after burst. */
process.on('message', async (message: unknown) => {
  if (isBurst(message)) process.send?.(await run(message));
  if (!Array.isArray(message)) return;
  tokens = message;
  process.send?.('ready');
});

async function run({ url, connections, seconds, body }: Burst): Promise<BurstResult> {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const setupRequest = (request: RawRequest) => {
    next = (next + 1) % tokens.length;
    return { ...request, headers: { ...headers, authorization: `Bearer ${tokens[next]}` } };
  };
  const load = autocannon({
    url,
    connections,
    duration: seconds,
    requests: [{ method: 'POST', headers, body, setupRequest }],
  });
  const latencies: number[] = [];
  load.on('response', (_client, _status, _bytes, ms: number) => latencies.push(ms));
  const { errors, timeouts, non2xx, duration } = await load;
  latencies.sort((a, b) => a - b);
  const share = (part: number) => latencies[Math.floor(latencies.length * part)] ?? Number.NaN;
  return {
    requests: latencies.length,
    seconds: duration,
    p50Ms: share(0.5),
    p95Ms: share(0.95),
    failed: errors + timeouts + non2xx,
  };
}
