/**
 * Every workload is replaced under load as Kubernetes replaces it, one after the other: a new process is ready before the old
 * one gets SIGTERM. Fails when a server closes idle connections at once (`drain.ts` without its pause), when the gateway keeps
 * idle connections for longer than a service drains, or when a service stops its relay with facts in hand.
 */
import { waitFor } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Ask } from '../../infra/stack/src/story/graph-client.ts';
import { found } from '../faults/school.ts';
import { type Cluster, openCluster, WORKLOADS } from './cluster.ts';

/** A guard against hanging for ever, not a measure of speed. */
const GUARD_MS = 600_000;

/** Something of every subgraph. */
const READ = `{
  me { __typename } leads(first: 1) { totalCount } students(first: 1) { totalCount } attendanceRecords(first: 1) { totalCount }
  contracts(first: 1) { totalCount } tickets(first: 1) { totalCount } callbackTasks(first: 1) { totalCount }
  deliveries(first: 1) { totalCount } chainOverview { funnel { created } } }`;
const CAPTURE = 'mutation Capture($input: CaptureLeadInput!) { captureLead(input: $input) { lead { id } } }';

let cluster: Cluster;
let ask: Ask;
let branchId: string;

beforeAll(async () => {
  cluster = await openCluster(process.env.TEST_POSTGRES_ADMIN_URL ?? '');
  ask = await found(cluster);
  const { openRegion } = await ask('mutation { openRegion(input: { name: "华北" }) { region { id } } }');
  const input = { regionId: openRegion.region.id, code: 'BJ01', name: '朝阳校区', timeZone: 'Asia/Shanghai' };
  const { openBranch } = await ask(
    'mutation Open($input: OpenBranchInput!) { openBranch(input: $input) { branch { id } } }',
    { input },
  );
  branchId = openBranch.branch.id;
  await waitFor(() => capture(0), { what: 'crm to know the branch' });
}, GUARD_MS);
afterAll(() => cluster?.stop(), GUARD_MS);

const capture = (n: number): Promise<unknown> =>
  ask(CAPTURE, {
    input: {
      branchId,
      channel: 'WALK_IN',
      sourceName: '前台',
      name: `家长${n}`,
      phone: `138${String(n).padStart(8, '0')}`,
    },
  });

test(
  'all ten are replaced under load: no request fails, no fact is lost, none is counted twice',
  async () => {
    const failures: string[] = [];
    const closing = new AbortController();
    /** Asks until the end; resolves to how often it was answered. */
    const untilClosed = async (request: (n: number) => Promise<unknown>): Promise<number> => {
      let answered = 0;
      while (!closing.signal.aborted) {
        try {
          await request(answered);
          answered += 1;
        } catch (error) {
          failures.push(`${(error as Error).message} ${String((error as Error).cause ?? '')}`);
        }
      }
      return answered;
    };
    const clients = Promise.all([untilClosed(() => ask(READ)), untilClosed((n) => capture(n + 1))]);
    const ends: Promise<void>[] = [];
    for (const workload of WORKLOADS) ends.push((await cluster.roll(workload)).ended);
    await Promise.all(ends);
    closing.abort();
    const [, captured] = await clients;
    expect(failures).toEqual([]);
    const total = async () => (await ask('{ chainOverview { funnel { created } } }')).chainOverview.funnel.created;
    await waitFor(async () => (await total()) > captured, { what: `${captured} leads at insights` });
    expect(await total()).toBe(1 + captured);
  },
  GUARD_MS,
);
