import { newId } from '@campusgraph/persistence';
import { type OwnStage, openOwnStage } from '@campusgraph/stack';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { User } from '../../infra/stack/src/story/graph-client.ts';
import { setTheStage } from '../../infra/stack/src/story/setting.ts';
import type { Stage } from '../../infra/stack/src/story/story.ts';

let own: OwnStage;
let stage: Stage;
let third: string;
beforeAll(async () => {
  const run = newId().slice(-12);
  own = await openOwnStage({ adminUrl: process.env.TEST_POSTGRES_ADMIN_URL ?? '', prefix: `pay_${run}_` });
  stage = await setTheStage({ ...own, suffix: run, listener: { chapter() {}, fact() {} } });
  third = await hire('何老师');
});
afterAll(() => own?.close());

/** Who is free on the Wednesday, when the school's other teacher is not. */
async function hire(name: string): Promise<string> {
  const { addStaff } = await stage.people.hq.ask(
    'mutation Hire($input: AddStaffInput!) { addStaff(input: $input) { staffMember { id } } }',
    { input: { name, role: 'TEACHER', branchIds: [stage.ids.branchId] } },
  );
  await stage.graph.settled();
  return addStaff.staffMember.id;
}

const PLANS = `query Plans($disruption: RepairDisruptionInput!) { repairPlans(disruption: $disruption) {
  strategy cost { teacherChanges payFen teacherHours { teacher { id } minutes payFen } } } }`;

/** 李老师 is ill on the first Wednesday. */
async function substitution(who: User) {
  const teacherGone = { teacherId: stage.ids.teacherId, from: '2026-03-04T00:00:00Z', to: '2026-03-04T15:00:00Z' };
  const response = await fetch(`${stage.graph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await who.token()}` },
    body: JSON.stringify({ query: PLANS, variables: { disruption: { teacherGone } } }),
  });
  const { data, errors = [] } = (await response.json()) as {
    // biome-ignore lint/suspicious/noExplicitAny: as the query asks
    data: any;
    errors?: { path: (string | number)[]; extensions: { code: string; requiredScopes?: unknown } }[];
  };
  const at = data.repairPlans.findIndex(({ strategy }: { strategy: string }) => strategy === 'SUBSTITUTES');
  return { at, cost: data.repairPlans[at].cost, errors };
}
const payOf = (cost: { teacherHours: { teacher: { id: string }; payFen: number | null }[] }, id: string) =>
  cost.teacherHours.find(({ teacher }) => teacher.id === id)?.payFen;

test('finance agrees on a pay, and the plan for the day on which a teacher is ill says what the substitute costs', async () => {
  const { manager, finance } = stage.people;
  const before = await substitution(manager);
  expect([before.cost.payFen, payOf(before.cost, third)]).toEqual([null, null]);
  await finance.ask('mutation Agree($input: SetPayRuleInput!) { setPayRule(input: $input) { payRule { id } } }', {
    input: { teacherId: third, kind: 'FIXED', amountFen: 26_000, validFrom: '2026-03-04' },
  });
  await stage.graph.settled();
  const { cost, errors } = await substitution(manager);
  expect(errors).toEqual([]);
  expect([payOf(cost, stage.ids.teacherId), payOf(cost, third), cost.payFen]).toEqual([-20_000, 26_000, 6_000]);
});

test('a clerk who may plan and not see pay gets the plan without it: FORBIDDEN for just those fields', async () => {
  const { at, cost, errors } = await substitution(stage.people.academic);
  expect(cost).toMatchObject({ teacherChanges: 1, payFen: null });
  expect(
    cost.teacherHours.map(({ minutes, payFen }: { minutes: number; payFen: unknown }) => [minutes, payFen]),
  ).toEqual(
    expect.arrayContaining([
      [-90, null],
      [90, null],
    ]),
  );
  expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
  const fields = new Set(errors.map(({ path }) => path.filter((part) => typeof part === 'string').join('.')));
  expect(fields).toEqual(new Set(['repairPlans.cost.payFen', 'repairPlans.cost.teacherHours.payFen']));
  expect(JSON.stringify(errors)).toContain('pay:write');
  expect(at).toBeGreaterThanOrEqual(0);
});
