import { generateSigningKey } from '@campusgraph/auth';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { provisionAll } from '../src/databases.ts';
import { type Graph, startGraph } from '../src/graph.ts';
import { dropDatabase } from '../src/provision.ts';

const adminUrl = process.env.TEST_POSTGRES_ADMIN_URL ?? '';
const prefix = `graph_test_${process.pid}_`;

const founder = {
  name: '启明学堂',
  timeZone: 'Asia/Shanghai',
  locale: 'zh-CN' as const,
  founder: { name: '王董', login: 'hq', password: 'a password of the test' },
};

describe.each([
  ['by calls from outbox to inbox', undefined],
  ['over NATS', process.env.TEST_NATS_URL],
])('the whole graph in one process, facts travelling %s', (_how, natsUrl) => {
  let graph: Graph;
  let databases: Awaited<ReturnType<typeof provisionAll>>;

  beforeAll(async () => {
    databases = await provisionAll(adminUrl, prefix);
    const keys = { gateway: await generateSigningKey(), accessTokens: await generateSigningKey() };
    graph = await startGraph({ databases, keys, clock: () => new Date(), port: 0, natsUrl });
  });
  afterAll(async () => {
    await graph?.stop();
    for (const { owner } of Object.values(databases)) await dropDatabase(adminUrl, new URL(owner).pathname.slice(1));
  });

  test('is ready when it has started', async () => {
    expect((await fetch(`${graph.url}/health/ready`)).status).toBe(200);
  });

  test('a founder signs in and sees the organization', async () => {
    const { organizationId } = await graph.found(founder);
    await graph.settled();
    const signedIn = await graph.gateway.execute({
      query: 'mutation { signIn(input: { login: "hq", password: "a password of the test" }) { accessToken } }',
    });
    const authorization = `Bearer ${signedIn.body.data.signIn.accessToken}`;
    const { body } = await graph.gateway.execute({ query: '{ organization { id name } }' }, { authorization });
    expect(body).toMatchObject({ data: { organization: { id: organizationId, name: '启明学堂' } } });
  });

  test('a tenant that cannot be founded is told why', async () => {
    await expect(graph.found({ ...founder, timeZone: 'Mars/Olympus' })).rejects.toThrow(/Mars\/Olympus/);
  });
});
