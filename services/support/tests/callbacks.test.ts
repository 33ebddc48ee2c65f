import { callbackCompleted } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startSupport } from './harness.ts';
import { type Chain, shanghai } from './tickets.ts';

let app: Awaited<ReturnType<typeof startSupport>>;
beforeAll(async () => {
  app = await startSupport();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(shanghai('11:30')));

const LIST = `{ tickets { nodes { channel type status priority callbackTaskId guardian { id } student { id } branch { id }
  messages { body internal author { kind } } clocks { kind } } } }`;

const called = (chain: Chain, outcome: string, note?: string) => ({
  callbackTaskId: newId(),
  guardianId: chain.guardianId,
  studentId: chain.studentId,
  stage: 'FIRST_WEEK',
  outcome,
  nps: 3,
  completedAt: app.clock().toISOString(),
  ...(note !== undefined && { note }),
});
const tell = ({ organizationId, branchId }: Chain, facts: ReturnType<typeof called>) =>
  app.tell(callbackCompleted, { organizationId, branchId, aggregateId: facts.callbackTaskId }, facts);

describe('a callback', () => {
  test('that comes upon a problem becomes a complaint of that family, once', async () => {
    const chain = await app.chain();
    const facts = called(chain, 'PROBLEM', '老师经常迟到');
    await tell(chain, facts);
    await tell(chain, facts);
    const { data } = await app.ask(chain.agent, LIST);
    expect(data.tickets.nodes).toEqual([
      {
        channel: 'PHONE',
        type: 'COMPLAINT',
        status: 'OPEN',
        priority: 'HIGH',
        callbackTaskId: facts.callbackTaskId,
        guardian: { id: chain.guardianId },
        student: { id: chain.studentId },
        branch: { id: chain.branchId },
        messages: [{ body: '老师经常迟到', internal: true, author: { kind: 'SERVICE' } }],
        clocks: [{ kind: 'FIRST_RESPONSE' }, { kind: 'RESOLUTION' }],
      },
    ]);
    expect((await app.published(chain.organizationId)).map(({ type }) => type)).toEqual(['support.ticket.opened.v1']);
  });

  test('shows the family its ticket, but not the caller’s words', async () => {
    const chain = await app.chain();
    await tell(chain, called(chain, 'PROBLEM', '妈妈语气很急'));
    const { data } = await app.ask(chain.guardian, LIST);
    expect(data.tickets.nodes).toMatchObject([{ type: 'COMPLAINT', messages: [] }]);
  });

  test('without a note still becomes a ticket; a content family is none', async () => {
    const chain = await app.chain();
    await tell(chain, called(chain, 'PROBLEM', '  '));
    await tell(chain, called(chain, 'SATISFIED', '很好'));
    const { data } = await app.ask(chain.agent, LIST);
    expect(data.tickets.nodes).toHaveLength(1);
  });
});
