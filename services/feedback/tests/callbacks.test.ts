import { contractActivated } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FeedbackService, family, startFeedback } from './feedback-service.ts';

let feedback: FeedbackService;
beforeAll(async () => {
  feedback = await startFeedback();
});
afterAll(() => feedback.close());

const activation = (school: ReturnType<typeof family>, isRenewal = false) => ({
  ...school.contract,
  totalFen: 300_000,
  paidLessonHundredths: 2_000,
  giftLessonHundredths: 200,
  startsOn: '2026-03-02',
  isRenewal,
  activatedAt: '2026-03-02T01:00:00.000Z',
});

const TASKS = `query ($filter: CallbackTaskFilter) { callbackTasks(filter: $filter) { totalCount nodes {
  id stage status dueAt isOverdue script outcome nps note branch { id } student { id } guardian { id } owner { id } completedBy { id }
  plan { stage dueWithinDays version branch { id } } } } }`;
const COMPLETE = `mutation ($input: CompleteCallbackInput!) { completeCallback(input: $input) { callbackTask { id status outcome nps note completedBy { id } } } }`;

/** A school whose customer has just paid: one callback is open. */
async function newCustomer() {
  const school = family();
  await feedback.hear(contractActivated, school.at, activation(school));
  const { data } = await feedback.ask(school.manager, TASKS);
  return { ...school, task: data.callbackTasks.nodes[0] };
}

describe('in the first week', () => {
  test('a callback for a new customer appears by itself, due on the seventh day', async () => {
    const { task, branchId, studentId, guardianId, contract } = await newCustomer();
    expect(task).toMatchObject({
      stage: 'FIRST_WEEK',
      status: 'OPEN',
      dueAt: '2026-03-09T01:00:00.000Z',
      isOverdue: false,
      owner: null,
      branch: { id: branchId },
      student: { id: studentId },
      guardian: { id: guardianId },
      plan: { stage: 'FIRST_WEEK', dueWithinDays: 7, version: 1, branch: null },
    });
    const told = await feedback.told('feedback.callback-task.scheduled.v1');
    expect(told).toContainEqual(
      expect.objectContaining({
        data: expect.objectContaining({ callbackTaskId: task.id, studentId: contract.studentId }),
      }),
    );
  });

  test('one who renews is not called as a new customer', async () => {
    const school = family();
    await feedback.hear(contractActivated, school.at, activation(school, true));
    expect((await feedback.ask(school.manager, TASKS)).data.callbackTasks.totalCount).toBe(0);
  });

  test('a contract that is told twice makes one callback', async () => {
    const school = family();
    const id = await feedback.hear(contractActivated, school.at, activation(school));
    await feedback.hear(contractActivated, school.at, activation(school), id);
    await feedback.hear(contractActivated, school.at, activation(school));
    expect((await feedback.ask(school.manager, TASKS)).data.callbackTasks.totalCount).toBe(1);
  });
});

describe('a callback', () => {
  test('keeps what the family said, and its NPS becomes the student’s and the guardian’s', async () => {
    const { task, hq, manager, studentId, guardianId } = await newCustomer();
    const input = { callbackTaskId: task.id, outcome: 'SATISFIED', nps: 9, note: '孩子很喜欢老师' };
    const { data } = await feedback.ask(manager, COMPLETE, { input });
    expect(data.completeCallback.callbackTask).toEqual({
      id: task.id,
      status: 'COMPLETED',
      outcome: 'SATISFIED',
      nps: 9,
      note: '孩子很喜欢老师',
      completedBy: { id: manager.subject },
    });
    const entities = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Student { nps callbacks { id } } ... on Guardian { nps } } }`;
    const of = [
      { __typename: 'Student', id: studentId },
      { __typename: 'Guardian', id: guardianId },
      { __typename: 'Student', id: newId() },
    ];
    expect((await feedback.ask(hq, entities, { of })).data._entities).toEqual([
      { nps: 9, callbacks: [{ id: task.id }] },
      { nps: 9 },
      { nps: null, callbacks: [] },
    ]);
    expect(await feedback.told('feedback.callback-task.completed.v1')).toContainEqual(
      expect.objectContaining({
        data: expect.objectContaining({ callbackTaskId: task.id, nps: 9, outcome: 'SATISFIED' }),
      }),
    );
  });

  test('is made once', async () => {
    const { task, manager } = await newCustomer();
    const input = { callbackTaskId: task.id, outcome: 'SATISFIED', nps: 9 };
    const answers = await Promise.all([1, 2].map(() => feedback.ask(manager, COMPLETE, { input })));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code);
    expect(codes.toSorted()).toEqual(['CALLBACK_ALREADY_COMPLETED', undefined]);
  });

  test('with a score of 11 is refused and stays open', async () => {
    const { task, manager } = await newCustomer();
    const input = { callbackTaskId: task.id, outcome: 'SATISFIED', nps: 11 };
    const { errors } = await feedback.ask(manager, COMPLETE, { input });
    expect(errors?.[0]).toMatchObject({
      message: 'The NPS score must be a whole number from 0 to 10, not 11.',
      extensions: { code: 'SCORE_OUT_OF_SCALE' },
    });
    expect((await feedback.ask(manager, TASKS)).data.callbackTasks.nodes[0].status).toBe('OPEN');
  });

  test('can be handed to a colleague, and is overdue when the week is over', async () => {
    const { task, manager } = await newCustomer();
    const ownerId = newId();
    const reassign = `mutation ($input: ReassignCallbackInput!) { reassignCallback(input: $input) { callbackTask { owner { id } } } }`;
    const { data } = await feedback.ask(manager, reassign, { input: { callbackTaskId: task.id, ownerId } });
    expect(data.reassignCallback.callbackTask.owner).toEqual({ id: ownerId });
    feedback.clock.advance({ days: 8 });
    const filter = { ownerId, status: 'OPEN', dueBefore: feedback.clock().toISOString() };
    const overdue = await feedback.ask(manager, TASKS, { filter });
    expect(overdue.data.callbackTasks).toMatchObject({ totalCount: 1, nodes: [{ id: task.id, isOverdue: true }] });
  });
});

test('the list of callbacks comes page by page, the one due first at the top, and one can be looked at by itself', async () => {
  const school = family();
  for (const day of ['04', '02', '03']) {
    const contract = { ...activation(school), contractId: newId(), activatedAt: `2026-03-${day}T01:00:00.000Z` };
    await feedback.hear(contractActivated, school.at, contract);
  }
  const pages = `query ($first: Int, $after: String) { callbackTasks(first: $first, after: $after) {
    totalCount nodes { id dueAt } pageInfo { hasNextPage endCursor } } }`;
  const page = async (after?: string) => (await feedback.ask(school.hq, pages, { first: 2, after })).data.callbackTasks;
  const one = await page();
  expect(one).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const two = await page(one.pageInfo.endCursor);
  expect(two.pageInfo.hasNextPage).toBe(false);
  const due = [...one.nodes, ...two.nodes].map(({ dueAt }: { dueAt: string }) => dueAt.slice(0, 10));
  expect(due).toEqual(['2026-03-09', '2026-03-10', '2026-03-11']);
  const byId = await feedback.ask(school.hq, `query ($id: ID!) { callbackTask(id: $id) { id } }`, {
    id: one.nodes[0].id,
  });
  expect(byId.data.callbackTask.id).toBe(one.nodes[0].id);
  const { errors } = await feedback.ask(school.hq, pages, { first: 101 });
  expect(errors?.[0]?.extensions.code).toBe('INVALID_PAGE_SIZE');
});

describe('who sees a callback', () => {
  test('not the branch next door, not another chain, not the family', async () => {
    const { task, siblingManager, stranger, guardian } = await newCustomer();
    for (const outsider of [siblingManager, stranger, guardian]) {
      expect((await feedback.ask(outsider, TASKS)).data.callbackTasks.totalCount).toBe(0);
      const input = { callbackTaskId: task.id, outcome: 'SATISFIED' };
      const { errors } = await feedback.ask(outsider, COMPLETE, { input });
      expect(errors?.[0]?.extensions.code).toBe('CALLBACK_TASK_NOT_FOUND');
    }
  });

  test('nobody who is not signed in', async () => {
    expect((await feedback.ask(null, TASKS)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('the plan of callbacks', () => {
  const DEFINE = `mutation ($input: DefineCallbackPlanInput!) { defineCallbackPlan(input: $input) { callbackPlan { id version branch { id } } } }`;
  const plan = { stage: 'FIRST_WEEK', name: '三日回访', dueWithinDays: 3, script: '您好!' };

  test('of a branch goes before the chain’s, from then on', async () => {
    const school = family();
    const input = { ...plan, branchId: school.branchId };
    const { data } = await feedback.ask(school.manager, DEFINE, { input });
    expect(data.defineCallbackPlan.callbackPlan).toMatchObject({ version: 1, branch: { id: school.branchId } });
    await feedback.hear(contractActivated, school.at, activation(school));
    const { nodes } = (await feedback.ask(school.manager, TASKS)).data.callbackTasks;
    expect(nodes).toMatchObject([{ dueAt: '2026-03-05T01:00:00.000Z', script: '您好!' }]);
  });

  test('of the whole chain is headquarters’ to define; the former one ends', async () => {
    const { manager, hq } = await newCustomer();
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
    const { siblingManager, branchId } = await newCustomer();
    const { errors } = await feedback.ask(siblingManager, DEFINE, { input: { ...plan, branchId } });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
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
    const { hq } = await newCustomer();
    const { errors } = await feedback.ask(hq, DEFINE, { input: { ...plan, dueWithinDays: 0 } });
    expect(errors?.[0]?.extensions.code).toBe('INVALID_CALLBACK_DAYS');
  });
});
