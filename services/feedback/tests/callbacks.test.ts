import { contractActivated, refundPaid, staffJoined } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FeedbackService, family, startFeedback } from './feedback-service.ts';
import { activation, newCustomer, TASKS } from './new-customer.ts';

let feedback: FeedbackService;
beforeAll(async () => {
  feedback = await startFeedback();
});
afterAll(() => feedback.close());

const REASSIGN = `mutation ($input: ReassignCallbackInput!) { reassignCallback(input: $input) { callbackTask { owner { id } } } }`;
/** Somebody joins the staff; no branch means every branch. Returns the id. */
async function hired({ organizationId }: { organizationId: string }, branchIds: string[]): Promise<string> {
  const staffId = newId();
  const who = { staffId, name: '吴客服', role: 'SUPPORT', branchIds, email: null };
  await feedback.hear(staffJoined, { organizationId, branchId: null }, who);
  return staffId;
}

const COMPLETE = `mutation ($input: CompleteCallbackInput!) { completeCallback(input: $input) { callbackTask { id status outcome nps note completedBy { id } } } }`;

describe('in the first week', () => {
  test('a callback for a new customer appears by itself, due on the seventh day', async () => {
    const { task, branchId, studentId, guardianId, contract } = await newCustomer(feedback);
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

describe('when the money is paid back', () => {
  const refund = (contract: Record<'contractId' | 'number' | 'studentId' | 'guardianId' | 'courseId', string>) => ({
    ...contract,
    refundRequestId: newId(),
    amountFen: 300_000,
    method: 'CASH' as const,
    paidAt: '2026-03-04T01:00:00.000Z',
  });

  test('the first call is withdrawn, whoever tells of it twice', async () => {
    const { task, at, contract, manager } = await newCustomer(feedback);
    const id = await feedback.hear(refundPaid, at, refund(contract));
    await feedback.hear(refundPaid, at, refund(contract), id);
    await feedback.hear(refundPaid, at, refund(contract));
    feedback.clock.advance({ days: 8 });
    const { data } = await feedback.ask(manager, TASKS);
    expect(data.callbackTasks.nodes).toMatchObject([{ id: task.id, status: 'WITHDRAWN', isOverdue: false }]);
    const input = { callbackTaskId: task.id, outcome: 'SATISFIED' };
    const { errors } = await feedback.ask(manager, COMPLETE, { input });
    expect(errors?.[0]?.extensions.code).toBe('CALLBACK_WITHDRAWN');
    feedback.clock.advance({ days: -8 });
  });

  test('before the contract was heard of, no call appears', async () => {
    const school = family();
    await feedback.hear(refundPaid, school.at, refund(school.contract));
    await feedback.hear(contractActivated, school.at, activation(school));
    expect((await feedback.ask(school.manager, TASKS)).data.callbackTasks.totalCount).toBe(0);
  });

  test('what was said on the phone before stays', async () => {
    const { task, at, contract, manager } = await newCustomer(feedback);
    const input = { callbackTaskId: task.id, outcome: 'CONCERN', nps: 6 };
    await feedback.ask(manager, COMPLETE, { input });
    await feedback.hear(refundPaid, at, refund(contract));
    const { data } = await feedback.ask(manager, TASKS);
    expect(data.callbackTasks.nodes).toMatchObject([{ id: task.id, status: 'COMPLETED', outcome: 'CONCERN' }]);
  });
});

describe('a callback', () => {
  test('keeps what the family said, and its NPS becomes the student’s and the guardian’s', async () => {
    const { task, hq, manager, studentId, guardianId } = await newCustomer(feedback);
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

  test('sends what the family said on only where somebody has to act on it', async () => {
    const completedNote = async (outcome: string) => {
      const { task, manager } = await newCustomer(feedback);
      const input = { callbackTaskId: task.id, outcome, note: '老师经常迟到' };
      await feedback.ask(manager, COMPLETE, { input });
      const told = await feedback.told('feedback.callback-task.completed.v1');
      const facts = told.map(({ data }) => data as { callbackTaskId: string; note?: string });
      return facts.find(({ callbackTaskId }) => callbackTaskId === task.id)?.note;
    };
    expect(await completedNote('PROBLEM')).toBe('老师经常迟到');
    expect(await completedNote('CONCERN')).toBeUndefined();
  });

  test('is made once', async () => {
    const { task, manager } = await newCustomer(feedback);
    const input = { callbackTaskId: task.id, outcome: 'SATISFIED', nps: 9 };
    const answers = await Promise.all([1, 2].map(() => feedback.ask(manager, COMPLETE, { input })));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code);
    expect(codes.toSorted()).toEqual(['CALLBACK_ALREADY_COMPLETED', undefined]);
  });

  test('with a score of 11 is refused and stays open', async () => {
    const { task, manager } = await newCustomer(feedback);
    const input = { callbackTaskId: task.id, outcome: 'SATISFIED', nps: 11 };
    const { errors } = await feedback.ask(manager, COMPLETE, { input });
    expect(errors?.[0]).toMatchObject({
      message: 'The NPS score must be a whole number from 0 to 10, not 11.',
      extensions: { code: 'SCORE_OUT_OF_SCALE' },
    });
    expect((await feedback.ask(manager, TASKS)).data.callbackTasks.nodes[0].status).toBe('OPEN');
  });

  test('can be handed to a colleague, and is overdue when the week is over', async () => {
    const { task, manager, ...school } = await newCustomer(feedback);
    const ownerId = await hired(school.at, [school.branchId]);
    const { data } = await feedback.ask(manager, REASSIGN, { input: { callbackTaskId: task.id, ownerId } });
    expect(data.reassignCallback.callbackTask.owner).toEqual({ id: ownerId });
    feedback.clock.advance({ days: 8 });
    const filter = { ownerId, status: 'OPEN', dueBefore: feedback.clock().toISOString() };
    const overdue = await feedback.ask(manager, TASKS, { filter });
    expect(overdue.data.callbackTasks).toMatchObject({ totalCount: 1, nodes: [{ id: task.id, isOverdue: true }] });
  });
});

test('a callback is given to nobody who does not work in its branch', async () => {
  const { task, hq, ...school } = await newCustomer(feedback);
  const refused = async (ownerId: string) =>
    (await feedback.ask(hq, REASSIGN, { input: { callbackTaskId: task.id, ownerId } })).errors?.[0]?.extensions.code;
  const stranger = await hired(family().at, []);
  expect([await refused(newId()), await refused(stranger)]).toEqual(['STAFF_NOT_FOUND', 'STAFF_NOT_FOUND']);
  expect(await refused(await hired(school.at, [newId()]))).toBe('STAFF_OF_OTHER_BRANCH');
  expect(await refused(await hired(school.at, []))).toBeUndefined();
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
    const { task, siblingManager, stranger, guardian } = await newCustomer(feedback);
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
