import { newId } from '@campusgraph/persistence';
import { DEMO_PASSWORD, loadDemoChain, type OwnStage, openOwnStage, user } from '@campusgraph/stack';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const cluster = { adminUrl: process.env.TEST_POSTGRES_ADMIN_URL ?? '', prefix: `demo_${newId().slice(-12)}_` };
/** A Thursday, two years after the chain was made. */
const NOW = '2028-10-12T03:00:00Z';

describe('the demo chain that npm start loads', () => {
  let stage: OwnStage;
  const as = (login: string) => user(stage.graph, { login, password: DEMO_PASSWORD }, stage.clock);
  beforeAll(async () => {
    stage = await openOwnStage(cluster);
    stage.clock.set(NOW);
    expect(await loadDemoChain(cluster, new Date(NOW))).toBe(true);
  });
  afterAll(() => stage?.close());

  test('is loaded once', async () => {
    expect(await loadDemoChain(cluster, new Date(NOW))).toBe(false);
  });

  test('is a chain of 5 branches, 25 rooms, 60 classes and 600 students, and its books balance', async () => {
    const answer = await as('hq').ask(`{
      regions { name } branches { totalCount } rooms { totalCount } classGroups { totalCount } students { totalCount } staffMembers { totalCount }
      contracts { totalCount } leads { totalCount } trialBalance { balanced } }`);
    expect(answer).toMatchObject({
      regions: [{ name: '华东' }, { name: '华北' }],
      branches: { totalCount: 5 },
      rooms: { totalCount: 25 },
      classGroups: { totalCount: 60 },
      students: { totalCount: 600 },
      staffMembers: { totalCount: 47 },
      contracts: { totalCount: 600 },
      leads: { totalCount: 900 },
      trialBalance: { balanced: true },
    });
  });

  test('has ten weeks of lessons behind this Monday and four ahead, each on its weekday', async () => {
    const count = async (from: string, to: string) =>
      (
        await as('hq').ask(
          'query Lessons($from: DateTime!, $to: DateTime!) { scheduledLessons(filter: { from: $from, to: $to }) { totalCount } }',
          { from, to },
        )
      ).scheduledLessons.totalCount;
    const monday = '2028-10-08T16:00:00Z';
    expect(await count('2028-07-01T00:00:00Z', monday)).toBe(600);
    expect(await count(monday, '2028-12-01T00:00:00Z')).toBe(240);
  });

  test('consumption in insights is what billing deducted', async () => {
    const { branches, trialBalance } = await as('hq').ask(
      '{ branches { nodes { revenue { recognisedFen receivedFen } } } trialBalance { accounts { code unit balance } } }',
    );
    const recognised = branches.nodes.reduce(
      (sum: number, { revenue }: { revenue: { recognisedFen: number } }) => sum + revenue.recognisedFen,
      0,
    );
    const revenue = trialBalance.accounts.find(
      (account: { code: string; unit: string }) => account.code === 'REVENUE' && account.unit === 'FEN',
    );
    expect(Math.abs(revenue.balance)).toBe(recognised);
    expect(recognised).toBeGreaterThan(0);
  });

  test('somebody can stand in for a teacher who falls ill, and headquarters sees for how much', async () => {
    const { scheduledLessons } = await as('hq').ask(
      'query Next($from: DateTime!) { scheduledLessons(first: 1, filter: { from: $from }) { nodes { id } } }',
      { from: NOW },
    );
    const { substituteSuggestions } = await as('hq').ask(
      'query StandIns($id: ID!) { substituteSuggestions(scheduledLessonId: $id) { isAble payFen } }',
      { id: scheduledLessons.nodes[0].id },
    );
    expect(substituteSuggestions).toContainEqual({ isAble: true, payFen: 23_000 });
  });

  test('the manager of one branch sees the own one, a guardian the own family', async () => {
    expect(await as('manager').ask('{ branches { nodes { name } } students { totalCount } }')).toEqual({
      branches: { nodes: [{ name: '北京朝阳校区' }] },
      students: { totalCount: 120 },
    });
    const { students } = await as('+8613710000000').ask(
      '{ students { nodes { name lessonAccount { balance } contracts { number } } } }',
    );
    expect(students.nodes).toHaveLength(1);
    expect(students.nodes[0].contracts).toHaveLength(1);
  });
});
