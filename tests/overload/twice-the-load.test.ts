/**
 * The gateway in a process of its own under twice the load that it has just been seen to carry. What it is worth is counted in
 * its own processor time, so that a busy machine does not matter. Fails without `admit` in gateway/src/http/handler.ts.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { waitFor } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Answer, type Asker, askerOf, capacityOf, steadyLoad } from './load.ts';

const REQUESTS = 500;
/** So that what is admitted waits for no one but the processor. */
const ASKERS = 16;
const MEGABYTE = 1_048_576;
/** Some fetches deep, some wide. */
const QUERY =
  '{ students { nodes { id name level balance discount friends { nodes { id name balance friends { nodes { id balance } } } } } } }';

interface Usage {
  rss: number;
  /** Microseconds of processor time so far. */
  user: number;
  system: number;
}

let gateway: ChildProcess;
let asker: Asker;

beforeAll(async () => {
  // Not jest's NODE_OPTIONS: this is the plain program.
  const env = { ...process.env, NODE_OPTIONS: '' };
  gateway = fork(fileURLToPath(new URL('gateway-process.ts', import.meta.url)), { env, execArgv: [] });
  const [{ port, tokens }] = (await once(gateway, 'message')) as [{ port: number; tokens: string[] }];
  asker = askerOf(port, tokens, QUERY);
  await capacityOf(asker.ask, ASKERS, 300);
});
afterAll(async () => {
  asker?.close();
  gateway?.kill();
});

async function usage(): Promise<Usage> {
  gateway.send('usage');
  const [told] = (await once(gateway, 'message')) as [Usage];
  return told;
}

async function cpuSecondsOf<Result>(work: () => Promise<Result>): Promise<{ result: Result; cpuSeconds: number }> {
  const before = await usage();
  const result = await work();
  const after = await usage();
  return { result, cpuSeconds: (after.user + after.system - before.user - before.system) / 1e6 };
}

/** Twice the capacity; more, where a neighbour that slowed the gateway then is gone since. */
async function floodOf(perSecond: number): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let factor = 2; factor <= 32 && !answers.some(isShed); factor *= 2)
    answers.push(...(await steadyLoad(asker.ask, factor * perSecond, 3 * REQUESTS)));
  return answers;
}

const isShed = ({ status }: Answer) => status === 503;
const isAnswered = ({ status, code }: Answer) => status === 200 && code === undefined;

test('at twice what it can carry the rest is refused, what is admitted costs no more than before, memory stays, and it recovers', async () => {
  const alone = await cpuSecondsOf(() => capacityOf(asker.ask, ASKERS, REQUESTS));
  const before = await usage();
  const flood = await cpuSecondsOf(() => floodOf(alone.result));
  const answered = flood.result.filter(isAnswered);
  const shed = flood.result.filter(isShed);
  expect(shed.length).toBeGreaterThan(0);
  expect(shed.every(({ code, retryAfter }) => code === 'OVERLOADED' && retryAfter === '1')).toBe(true);
  // Goodput for each second of processor time; work that is thrown away would show here.
  expect(answered.length / flood.cpuSeconds).toBeGreaterThan(0.5 * (REQUESTS / alone.cpuSeconds));
  expect((await usage()).rss - before.rss).toBeLessThan(200 * MEGABYTE);
  // "As before" within 5 s of the end of the load.
  await waitFor(async () => (await Promise.all(Array.from({ length: ASKERS }, asker.ask))).every(isAnswered), {
    what: 'everyone to be answered again',
    timeoutMs: 5_000,
  });
});
