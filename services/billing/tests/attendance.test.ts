import { consumptionReversed, lessonsConsumed, teacherPayPosted } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { family } from './family.ts';
import { startBilling } from './harness.ts';

let app: Awaited<ReturnType<typeof startBilling>>;
beforeAll(async () => {
  app = await startBilling();
});
afterAll(() => app.stop());

const SET_PAY = `mutation ($input: SetPayRuleInput!) { setPayRule(input: $input) { payRule { kind amountFen validFrom } } }`;
const PAY_LINES = `query ($id: ID!) { teacherPayLines { nodes { amountFen period } }
  _entities(representations: [{ __typename: "Teacher", id: $id }]) { ... on Teacher { payLines(from: "2026-03-01", to: "2026-03-31") { amountFen } } } }`;

/** A family with 20 lessons and 2 gifts, all paid, and a teacher at ¥120 a lesson. */
async function enrolled(paidFen = 300_000) {
  const home = await family(app);
  const rule = { teacherId: home.ids.teacherId, kind: 'FIXED', amountFen: 12_000, validFrom: '2026-03-01' };
  await home.ask('hq', SET_PAY, { input: rule });
  const contractId = await home.contract();
  await home.pay(contractId, paidFen);
  return { ...home, contractId };
}

describe('the roll is taken', () => {
  test('present, late, leave in time, no-show: three lessons are deducted, revenue and pay follow', async () => {
    const home = await enrolled();
    const [present, late, leave, noShow] = [home.lesson(), home.lesson(), home.lesson(), home.lesson()];
    const inTime = { leaveRequestedAt: '2026-03-01T02:00:00.000Z' };
    await app.publish([
      home.attend(present, 'PRESENT'),
      home.attend(late, 'LATE'),
      home.attend(leave, 'LEAVE', inTime),
      home.attend(noShow, 'NO_SHOW'),
    ]);
    expect(await home.account()).toMatchObject({ balance: 1900, paidRemaining: 1700, giftRemaining: 200 });
    expect(await home.books()).toMatchObject({
      ...{ balanced: true, REVENUE: -45_000, CONTRACT_LIABILITY: -255_000, LESSONS_CONSUMED: -300, LESSON_LOT: -1900 },
      ...{ TEACHER_PAY_EXPENSE: 36_000, TEACHER_PAY_PAYABLE: -36_000 },
    });
    const facts = app.factsOf(lessonsConsumed, home.ids.organizationId);
    expect(facts.map((fact) => [fact.status, fact.paidHundredths, fact.revenueFen, fact.remainingHundredths])).toEqual([
      ['PRESENT', 100, 15_000, 2100],
      ['LATE', 100, 15_000, 2000],
      ['NO_SHOW', 100, 15_000, 1900],
    ]);
    const pay = await home.ask('finance', PAY_LINES, { id: home.ids.teacherId });
    expect(pay.data.teacherPayLines.nodes).toEqual(Array(3).fill({ amountFen: 12_000, period: '2026-03' }));
    expect(pay.data._entities[0].payLines).toHaveLength(3);
  });

  test('the roll sent twice, or the same fact under another id, deducts once', async () => {
    const home = await enrolled();
    const lesson = home.lesson();
    const roll = home.attend(lesson, 'PRESENT');
    await app.publish([roll, roll]);
    await app.publish([roll]);
    await app.publish([{ ...roll, id: newId() }]);
    await app.publish([home.attend(lesson, 'PRESENT')]);
    expect(await home.account()).toMatchObject({ balance: 2100 });
    expect(app.factsOf(lessonsConsumed, home.ids.organizationId)).toHaveLength(1);
    expect(app.factsOf(teacherPayPosted, home.ids.organizationId)).toHaveLength(1);
  });

  test('a correction takes the charge back and makes the right one; an old one that comes late changes nothing', async () => {
    const home = await enrolled();
    const lesson = home.lesson();
    await app.publish([home.attend(lesson, 'NO_SHOW')]);
    const correction = home.correct(lesson, 'SCHOOL_CANCELLED', 2, 'NO_SHOW');
    await app.publish([correction]);
    expect(await home.account()).toMatchObject({ balance: 2200, paidRemaining: 2000 });
    expect(await home.books()).toMatchObject({
      balanced: true,
      REVENUE: 0,
      CONTRACT_LIABILITY: -300_000,
      TEACHER_PAY_PAYABLE: 0,
    });
    const { organizationId } = home.ids;
    expect(app.factsOf(consumptionReversed, organizationId)).toMatchObject([
      { revenueFen: 15_000, paidHundredths: 100 },
    ]);
    expect(app.factsOf(teacherPayPosted, organizationId).map((fact) => fact.amountFen)).toEqual([12_000, -12_000]);

    await app.publish([home.correct(lesson, 'LATE', 3, 'SCHOOL_CANCELLED')]);
    await app.publish([{ ...correction, id: newId() }]);
    expect(await home.account()).toMatchObject({ balance: 2100 });
    expect(app.factsOf(teacherPayPosted, organizationId).map((fact) => fact.amountFen)).toEqual([
      12_000, -12_000, 12_000,
    ]);
  });

  test('a roll and its corrections in one go end as if they had come one by one', async () => {
    const home = await enrolled();
    const lesson = home.lesson();
    await app.publish([
      home.attend(lesson, 'PRESENT'),
      home.correct(lesson, 'LEAVE', 2, 'PRESENT'),
      home.correct(lesson, 'LATE', 3, 'LEAVE'),
    ]);
    expect(await home.account()).toMatchObject({ balance: 2100 });
    expect(await home.books()).toMatchObject({ balanced: true, REVENUE: -15_000, LESSONS_CONSUMED: -100 });
  });

  test('a teacher sees the own pay and nobody else sees it without the right', async () => {
    const home = await enrolled();
    await app.publish([home.attend(home.lesson(), 'PRESENT')]);
    const { organizationId, branchId, teacherId } = home.ids;
    const lines = async (staffId: string) => {
      const { sales } = home.people;
      const teacher = {
        ...sales,
        subject: staffId,
        organizationId,
        branches: [branchId],
        scopes: ['pay:read' as const],
      };
      const { data } = await app.gateway.ask(app.service, teacher, PAY_LINES, { id: teacherId });
      return [data.teacherPayLines.nodes.length, data._entities[0].payLines.length];
    };
    expect(await lines(teacherId)).toEqual([1, 1]);
    expect(await lines(newId())).toEqual([0, 0]);
  });
});

describe('not enough lessons', () => {
  test('arrears up to two lessons, then no deduction; a new contract settles both, with its revenue', async () => {
    const home = await family(app);
    const lessons = [3, 4, 5].map((day) => home.lesson(`2026-03-0${day}T02:00:00.000Z`));
    for (const lesson of lessons) await app.publish([home.attend(lesson, 'PRESENT')]);
    expect(await home.account()).toMatchObject({ balance: -200, arrears: 200, lots: [] });
    expect(app.factsOf(lessonsConsumed, home.ids.organizationId)).toHaveLength(2);

    await home.pay(await home.contract(), 300_000);
    expect(await home.account()).toMatchObject({ balance: 1900, arrears: 0, paidRemaining: 1700 });
    expect(await home.books()).toMatchObject({
      balanced: true,
      LESSON_ARREARS: 0,
      REVENUE: -45_000,
      CONTRACT_LIABILITY: -255_000,
    });
    const { organizationId } = home.ids;
    const consumed = app.factsOf(lessonsConsumed, organizationId).reduce((sum, fact) => sum + fact.lessonHundredths, 0);
    const reversed = app
      .factsOf(consumptionReversed, organizationId)
      .reduce((sum, fact) => sum + fact.lessonHundredths, 0);
    expect(consumed - reversed).toBe(300);
  });

  test('lessons beyond what the instalments paid for are a receivable', async () => {
    const home = await enrolled(15_000);
    await app.publish([1, 2, 3].map(() => home.attend(home.lesson(), 'PRESENT')));
    expect(await home.books()).toMatchObject({
      balanced: true,
      RECEIVABLE: 30_000,
      CONTRACT_LIABILITY: 0,
      REVENUE: -45_000,
    });
    await home.pay(home.contractId, 285_000);
    expect(await home.books()).toMatchObject({ balanced: true, RECEIVABLE: 0, CONTRACT_LIABILITY: -255_000 });
  });
});

describe('the ledger', () => {
  test('a roll of a whole class is posted at once, and every balance equals its entries', async () => {
    const homes = [];
    for (let index = 0; index < 6; index += 1) homes.push(await enrolled());
    await app.publish(homes.flatMap((home) => [1, 2, 3].map(() => home.attend(home.lesson(), 'PRESENT'))));
    // Only the superuser sees every chain's rows.
    const url = new URL(process.env.TEST_POSTGRES_ADMIN_URL ?? '');
    url.pathname = new URL(app.urls.owner).pathname;
    const admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    const wrong = await admin.query(`
      select 'account' from ledger_account account where balance <> (select coalesce(sum(amount), 0) from ledger_entry where account_id = account.id)
      union all select 'last entry' from ledger_account account join lateral (
        select balance_after from ledger_entry where account_id = account.id order by number desc limit 1) last on true where balance <> balance_after
      union all select 'lot' from lesson_lot lot join ledger_account account on account.code = 'LESSON_LOT' and account.owner_id = lot.id
        where -balance <> granted_hundredths - consumed_hundredths - withdrawn_hundredths
      union all select 'arrears' from lesson_account lessons join ledger_account account on account.code = 'LESSON_ARREARS' and account.owner_id = lessons.student_id
        where balance <> arrears_hundredths`);
    const counted = await admin.query('select count(*)::int as n from ledger_account');
    await admin.end();
    expect(counted.rows[0].n).toBeGreaterThan(50);
    expect(wrong.rows).toEqual([]);
  });

  test('what is posted cannot be changed, and what does not balance is not committed', async () => {
    const home = await enrolled();
    const client = new pg.Client({ connectionString: app.urls.app });
    await client.connect();
    const { organizationId, branchId } = home.ids;
    await client.query(`select set_config('app.organization', $1, false), set_config('app.branches', '*', false)`, [
      organizationId,
    ]);
    for (const change of [
      'update ledger_entry set amount = 1',
      'delete from ledger_entry',
      'delete from ledger_transaction',
      'update payment set amount_fen = 1',
    ]) {
      await expect(client.query(change)).rejects.toMatchObject({ code: '42501' });
    }
    const entry = `insert into ledger_entry (id, organization_id, branch_id, transaction_id, account_id, number, code, unit, amount, balance_after, at)
      values (gen_random_uuid(), $1, $2, gen_random_uuid(), gen_random_uuid(), 1, 'CASH', 'FEN', 1, 1, now())`;
    await expect(client.query(entry, [organizationId, branchId])).rejects.toMatchObject({ code: '23514' });
    await client.end();
  });
});
