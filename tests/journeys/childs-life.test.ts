import { newId } from '@campusgraph/persistence';
import { type OwnStage, openOwnStage, tellChildsLife } from '@campusgraph/stack';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const adminUrl = process.env.TEST_POSTGRES_ADMIN_URL ?? '';
const natsUrl = process.env.TEST_NATS_URL ?? '';

describe.each([
  ['in one process', {}],
  ['over NATS', { natsUrl }],
])("one child's whole life at a school, %s", (_, options) => {
  let stage: OwnStage;
  let life: Awaited<ReturnType<typeof tellChildsLife>>;
  beforeAll(async () => {
    const run = newId().slice(-12);
    stage = await openOwnStage({ adminUrl, prefix: `journey_${run}_`, ...options });
    life = await tellChildsLife({ ...stage, suffix: run, listener: { chapter() {}, fact() {} } });
  });
  afterAll(() => stage?.close());

  test('a list of leads is imported; bad and double rows are named by their line in the file', () => {
    expect(life.lead.imported).toMatchObject({ imported: 2, duplicates: 1, rejected: 1 });
    expect(life.lead.imported.issues.nodes.map((issue: { rowNumber: number }) => issue.rowNumber)).toEqual([4, 5]);
  });

  test('a lead that came to its trial lesson is HIGH, with reasons that add up', () => {
    expect(life.lead.scored.intentLevel).toBe('HIGH');
    expect(life.lead.scored.status).toBe('TRIAL_ATTENDED');
    expect(life.lead.scored.scoreReasons.length).toBeGreaterThan(2);
  });

  test('the lead converts: guardian and student are in academics', () => {
    expect(life.lead.student).toMatchObject({
      name: '张小雨',
      guardian: { name: '张敏', phone: '+8613800138001' },
      leadSource: { channel: 'REFERRAL', sourceName: '家长推荐' },
    });
  });

  test('20 lessons at ¥150 and 2 gifts, paid in two instalments, the first one sent twice and booked once', () => {
    const { contract, first, again, second, account } = life.contract;
    expect(contract.totalFen).toBe(300_000);
    expect(again).toEqual(first);
    expect(second.contract).toMatchObject({ status: 'ACTIVE', paidFen: 300_000, outstandingFen: 0 });
    expect(account).toMatchObject({ balance: 2200, paidRemaining: 2000, giftRemaining: 200 });
  });

  test('a second class at the same hour is refused with the clash named', () => {
    expect(life.classes.clash?.code).toBe('STUDENT_CLASH');
    expect(life.classes.clash?.message).toContain('水彩启蒙 周三班');
  });

  test('of two clerks who book one room at the same instant exactly one wins', () => {
    const { outcomes } = life.classes;
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== null)?.code).toBe('ROOM_CLASH');
  });

  test('present, late and no-show cost a lesson, leave in time none, a roll sent twice nothing more', () => {
    expect(life.rollCall.paidRemaining).toEqual([1900, 1800, 1800, 1700, 1600]);
    expect(life.rollCall.sentTwice).toBe(1900);
  });

  test('a correction takes the lesson back, the pay and the revenue with it', () => {
    const { corrected, payFen, payLines, branch } = life.rollCall;
    expect(corrected).toMatchObject({ paidRemaining: 1700, giftRemaining: 200 });
    expect(payFen).toBe(3 * 20_000);
    expect(
      payLines.map((line: { amountFen: number }) => line.amountFen).toSorted((a: number, b: number) => a - b),
    ).toEqual([-20_000, 20_000, 20_000, 20_000, 20_000]);
    expect(branch.revenue).toMatchObject({ recognisedFen: 45_000, receivedFen: 300_000 });
    expect(branch.consumption).toEqual({ lessons: 300, revenueFen: 45_000 });
  });

  test('the ticket of 11:30 with a target of four business hours is due at 17:00', () => {
    expect(life.ticket.firstResponse).toMatchObject({ targetMinutes: 240, dueAt: '2026-04-02T09:00:00.000Z' });
    expect(life.ticket.replied.clocks.find((clock: { kind: string }) => clock.kind === 'FIRST_RESPONSE')).toMatchObject(
      { satisfiedAt: '2026-04-02T06:00:00.000Z', breached: false },
    );
    expect(life.ticket.ticket).toMatchObject({ satisfaction: 5 });
  });

  test('the first-week callback appeared by itself and records an NPS of 9', () => {
    expect(life.callback.tasks).toHaveLength(1);
    expect(life.callback.tasks[0].stage).toBe('FIRST_WEEK');
    expect(life.callback.completed).toMatchObject({ status: 'COMPLETED', nps: 9 });
  });

  test('the refund is explained line by line, approved by somebody else, paid, and the books close at zero', () => {
    const { quote, byHerself, refund, account, trialBalance } = life.refund;
    // ¥3,000 − ¥3,000 × 3 / 20 (rules.md, Refund, EXCLUDED)
    expect(quote.amountFen).toBe(255_000);
    expect(quote.lines.reduce((sum: number, line: { amountFen: number }) => sum + line.amountFen, 0)).toBe(255_000);
    expect(byHerself?.code).toBe('FORBIDDEN');
    expect(refund.status).toBe('PAID');
    expect(account).toMatchObject({ balance: 0, paidRemaining: 0, giftRemaining: 0 });
    expect(trialBalance.balanced).toBe(true);
  });

  test('notices went out by mail, each once', () => {
    const subjects = life.stage.mailbox.subjects('zhang.min@example.com');
    expect(subjects.length).toBeGreaterThanOrEqual(5);
  });

  test('headquarters sees the chain in one request', () => {
    const [chaoyang, haidian] = life.headquarters.branches;
    expect(chaoyang).toMatchObject({
      name: '朝阳校区',
      funnel: { created: 2, contacted: 1, trialBooked: 1, trialAttended: 1, converted: 1 },
      consumption: { lessons: 300, revenueFen: 45_000 },
      revenue: { recognisedFen: 45_000, receivedFen: 300_000, refundedFen: 255_000 },
      nps: { score: 100, n: 1 },
    });
    expect(haidian).toMatchObject({ funnel: { created: 0 }, nps: { score: null, n: 0 } });
  });

  test('one request tells everything about the child, from eight subgraphs', () => {
    expect(life.headquarters.student).toMatchObject({
      name: '张小雨',
      birthDate: '2018-05-20',
      branch: { name: '朝阳校区' },
      guardian: { name: '张敏', phone: '+8613800138001' },
      leadSource: { channel: 'REFERRAL' },
      classGroups: [{ name: '水彩启蒙 周三班', course: { name: '水彩启蒙' }, teacher: { name: '李老师' } }],
      lessonAccount: { balance: 0 },
      contracts: [{ totalFen: 300_000, paidFen: 300_000 }],
      nps: 9,
      callbacks: [{ stage: 'FIRST_WEEK', status: 'COMPLETED', nps: 9 }],
    });
    expect(life.headquarters.student.attendance.nodes).toHaveLength(5);
    expect(life.headquarters.student.tickets.nodes).toHaveLength(1);
    expect(life.headquarters.student.guardian.notices.nodes.length).toBeGreaterThanOrEqual(5);
  });
});
