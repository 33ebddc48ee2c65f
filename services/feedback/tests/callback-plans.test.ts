import { branchOpened, contractActivated } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FeedbackService, family, startFeedback } from './feedback-service.ts';
import { activation, newCustomer, TASKS } from './new-customer.ts';

let feedback: FeedbackService;
beforeAll(async () => {
  feedback = await startFeedback();
});
afterAll(() => feedback.close());

describe('the plan of callbacks', () => {
  const DEFINE = `mutation ($input: DefineCallbackPlanInput!) { defineCallbackPlan(input: $input) { callbackPlan { id version branch { id } } } }`;
  const plan = { stage: 'FIRST_WEEK', name: '三日回访', dueWithinDays: 3, script: '您好!' };

  test('of a branch goes before the chain’s, from then on', async () => {
    const school = family();
    const input = { ...plan, branchId: school.branchId };
    const branch = { code: 'BJ01', name: '朝阳校区', regionId: newId(), timeZone: 'Asia/Shanghai' };
    await feedback.hear(branchOpened, school.at, { ...branch, branchId: school.branchId });
    const { data } = await feedback.ask(school.manager, DEFINE, { input });
    expect(data.defineCallbackPlan.callbackPlan).toMatchObject({ version: 1, branch: { id: school.branchId } });
    await feedback.hear(contractActivated, school.at, activation(school));
    const { nodes } = (await feedback.ask(school.manager, TASKS)).data.callbackTasks;
    expect(nodes).toMatchObject([{ dueAt: '2026-03-05T01:00:00.000Z', script: '您好!' }]);
  });

  test('of the whole chain is headquarters’ to define; the former one ends', async () => {
    const { manager, hq } = await newCustomer(feedback);
    const refused = await feedback.ask(manager, DEFINE, { input: plan });
    expect(refused.errors?.[0]?.extensions.code).toBe('WHOLE_CHAIN_ONLY');
    expect((await feedback.ask(hq, DEFINE, { input: plan })).data.defineCallbackPlan.callbackPlan.version).toBe(2);
    const list = `query ($filter: CallbackPlanFilter) { callbackPlans(filter: $filter) { nodes { version dueWithinDays } } }`;
    const inForce = await feedback.ask(hq, list, { filter: { inForce: true } });
    expect(inForce.data.callbackPlans.nodes).toEqual([{ version: 2, dueWithinDays: 3 }]);
    const former = await feedback.ask(hq, list, { filter: { inForce: false } });
    expect(former.data.callbackPlans.nodes).toEqual([{ version: 1, dueWithinDays: 7 }]);
  });

  test('of another branch cannot be defined from here', async () => {
    const { siblingManager, hq, branchId, at } = await newCustomer(feedback);
    const branch = { branchId, code: 'BJ01', name: '朝阳校区', regionId: newId(), timeZone: 'Asia/Shanghai' };
    await feedback.hear(branchOpened, at, branch);
    const refused = async (who: typeof hq, id: string) =>
      (await feedback.ask(who, DEFINE, { input: { ...plan, branchId: id } })).errors?.[0]?.extensions.code;
    expect(await refused(siblingManager, branchId)).toBe('BRANCH_NOT_FOUND');
    expect(await refused(family().hq, branchId)).toBe('BRANCH_NOT_FOUND');
    expect(await refused(hq, newId())).toBe('BRANCH_NOT_FOUND');
  });

  test('defined by two at the same moment is defined by one of them', async () => {
    const { hq } = family();
    const input = { ...plan, stage: 'MID_TERM' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => feedback.ask(hq, DEFINE, { input })));
    const list = `{ callbackPlans(filter: { stage: MID_TERM, inForce: true }) { totalCount } }`;
    expect((await feedback.ask(hq, list)).data.callbackPlans.totalCount).toBe(1);
    const refusals = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? []);
    for (const code of refusals) expect(['CALLBACK_PLAN_CHANGED', 'CONCURRENT_CHANGE']).toContain(code);
  });

  test('cannot be due yesterday', async () => {
    const { hq } = await newCustomer(feedback);
    const { errors } = await feedback.ask(hq, DEFINE, { input: { ...plan, dueWithinDays: 0 } });
    expect(errors?.[0]?.extensions.code).toBe('INVALID_CALLBACK_DAYS');
  });
});
