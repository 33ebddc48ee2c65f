import type { Principal } from '@campusgraph/auth';
import { payRuleSet } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startAcademics } from './harness.ts';
import { at, HALF_PAST_SEVEN, inDatabase, repairSchool } from './repair-school.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
  app.clock.set(HALF_PAST_SEVEN);
});
afterAll(() => app.stop());

const PLANS = `query ($disruption: RepairDisruptionInput!) { repairPlans(disruption: $disruption) {
  strategy cost { points payFen teacherHours { teacher { id } minutes payFen } } } }`;
const SUBSTITUTES = `query ($id: ID!) { substituteSuggestions(scheduledLessonId: $id) {
  payFen teacher { id } } }`;
const SUGGESTIONS = `query ($id: ID!) { lessonSuggestions(scheduledLessonId: $id, first: 100) { points teacher { id } } }`;
const MARCH = '2026-03-01';

interface Cost {
  points: number;
  payFen: number | null;
  teacherHours: { teacher: { id: string }; minutes: number; payFen: number | null }[];
}

/** A school in which billing has told what lessons earn, with a branch manager, who may see it; the clerk may not. */
async function payingSchool() {
  const school = await repairSchool(app);
  const { organizationId, branchId, teacherId, otherTeacherId } = school;
  const manager = principals.staff({ organizationId, branchIds: [branchId] });
  const pays = async (id: string, amountFen: number, validFrom = MARCH, payRuleId = newId()) => {
    const about = { organizationId, branchId: null, aggregateId: payRuleId };
    const rule = { payRuleId, teacherId: id, kind: 'FIXED' as const, amountFen, validFrom };
    await app.tell(payRuleSet, about, { ...rule, setAt: app.clock().toISOString() });
    return payRuleId;
  };
  /** When 林老师 is ill from that hour of that day on, and 陈老师 takes the lessons. */
  const substitution = async (day = 9, who: Principal = manager): Promise<Cost> => {
    const teacherGone = { teacherId, from: at('06:00', day), to: at('23:55', day) };
    const { data, errors } = await app.ask(who, PLANS, { disruption: { teacherGone } });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.repairPlans.find(({ strategy }: { strategy: string }) => strategy === 'SUBSTITUTES').cost;
  };
  const payOf = ({ teacherHours, payFen }: Cost) => {
    const of = (id: string) => teacherHours.find(({ teacher }) => teacher.id === id)?.payFen;
    return { ill: of(teacherId), substitute: of(otherTeacherId), inAll: payFen };
  };
  return { ...school, manager, pays, substitution, payOf };
}

describe('when somebody takes the lessons of a teacher who is ill', () => {
  test('the manager reads what each earns more or less and what it costs the school', async () => {
    const { pays, substitution, payOf, schedule, classGroupId, teacherId, otherTeacherId } = await payingSchool();
    await schedule(classGroupId, at('10:00'));
    await schedule(classGroupId, at('18:00'));
    await pays(teacherId, 12_000);
    await pays(otherTeacherId, 15_000);
    expect(payOf(await substitution())).toEqual({ ill: -24_000, substitute: 30_000, inAll: 6_000 });
  });

  test('the pay is unknown as long as nothing was agreed with one of them, and never nothing', async () => {
    const { pays, substitution, payOf, schedule, classGroupId, teacherId, otherTeacherId } = await payingSchool();
    await schedule(classGroupId, at('10:00'));
    expect(payOf(await substitution())).toEqual({ ill: null, substitute: null, inAll: null });
    await pays(teacherId, 12_000);
    await pays(otherTeacherId, 15_000, '2026-03-10');
    expect(payOf(await substitution())).toEqual({ ill: -12_000, substitute: null, inAll: null });
  });

  test('each lesson pays by the rule of its day on the branch’s clock, in whichever order and however often the rules were told', async () => {
    const { pays, substitution, payOf, schedule, classGroupId, teacherId, otherTeacherId } = await payingSchool();
    // In Shanghai it is Tuesday already, in Greenwich still Monday.
    await schedule(classGroupId, at('07:00', 10));
    await schedule(classGroupId, at('21:00', 9));
    await pays(teacherId, 10_000);
    const raised = await pays(otherTeacherId, 15_000, '2026-03-10');
    await pays(otherTeacherId, 12_000);
    await pays(otherTeacherId, 15_000, '2026-03-10', raised);
    await pays(otherTeacherId, 99_000, '2026-03-11');
    expect(payOf(await substitution(9))).toEqual({ ill: -10_000, substitute: 12_000, inAll: 2_000 });
    expect(payOf(await substitution(10))).toEqual({ ill: -10_000, substitute: 15_000, inAll: 5_000 });
  });

  test('what it costs more counts in the points, for who may see pay; nobody else can reckon it from them', async () => {
    const school = await payingSchool();
    const { clerk, pays, substitution, payOf, schedule, classGroupId, teacherId, otherTeacherId } = school;
    await schedule(classGroupId, at('10:00'));
    const before = await substitution();
    await pays(teacherId, 12_000);
    await pays(otherTeacherId, 17_500);
    const [managers, clerks] = [await substitution(), await substitution(9, clerk)];
    expect(managers.points - before.points).toBe(6);
    expect(clerks.points).toBe(before.points);
    expect(payOf(clerks)).toEqual({ ill: null, substitute: null, inAll: null });
    expect(clerks.teacherHours.map(({ minutes }) => minutes)).toEqual(managers.teacherHours.map((one) => one.minutes));
  });
});

describe('for one lesson', () => {
  test('the manager sees what it would earn each substitute, and of two who are else alike who costs less is asked first', async () => {
    const school = await payingSchool();
    const { manager, clerk, joins, pays, schedule, classGroupId, otherTeacherId } = school;
    const third = await joins('周老师');
    const lesson = await schedule(classGroupId, at('18:00'));
    const substitutes = async (who: Principal) => {
      const { data } = await app.ask(who, SUBSTITUTES, { id: lesson });
      const found: { teacher: { id: string }; payFen: number | null }[] = data.substituteSuggestions;
      return found.map(({ teacher, payFen }) => [teacher.id, payFen]);
    };
    const byChance = [otherTeacherId, third].toSorted();
    const [first, second] = byChance as [string, string];
    await pays(first, 15_000);
    await pays(second, 9_000);
    expect(await substitutes(manager)).toEqual([
      [second, 9_000],
      [first, 15_000],
    ]);
    expect(await substitutes(clerk)).toEqual([
      [first, null],
      [second, null],
    ]);
  });

  test('the points of a suggestion tell the clerk nothing about pay either', async () => {
    const { manager, clerk, pays, schedule, classGroupId, teacherId, otherTeacherId } = await payingSchool();
    const lesson = await schedule(classGroupId, at('18:00'));
    const points = async (who: Principal) => {
      const { data } = await app.ask(who, SUGGESTIONS, { id: lesson });
      return data.lessonSuggestions.map((one: { points: number }) => one.points);
    };
    const before = await points(clerk);
    await pays(teacherId, 12_000);
    await pays(teacherId, 32_000, '2026-03-10');
    await pays(otherTeacherId, 72_000);
    expect(await points(clerk)).toEqual(before);
    expect(await points(manager)).not.toEqual(before);
  });
});

describe('what lessons earn', () => {
  test('is the organization’s own: no other one and no family reads it or adds to it', async () => {
    const { organizationId, pays, teacherId, otherTeacherId } = await payingSchool();
    await pays(teacherId, 12_000);
    const client = new pg.Client({ connectionString: app.urls.app });
    await client.connect();
    const as = async (organization: string, guardian: string) => {
      await client.query(
        `select set_config('app.organization', $1, false), set_config('app.branches', '*', false), set_config('app.guardian', $2, false)`,
        [organization, guardian],
      );
      const add = `insert into pay_rule_copy (pay_rule_id, organization_id, teacher_id, amount_fen, valid_from) values ($1, $2, $3, 1, '2026-01-01')`;
      const seen = (await client.query('select amount_fen from pay_rule_copy')).rows.length;
      const refusal = await client.query(add, [newId(), organizationId, otherTeacherId]).catch(({ code }) => code);
      return [seen, refusal];
    };
    try {
      expect(await as(newId(), '')).toEqual([0, '42501']);
      expect(await as(organizationId, newId())).toEqual([0, '42501']);
      expect((await as(organizationId, ''))[0]).toBe(1);
    } finally {
      await client.end();
    }
  });

  test('is kept once for each rule, however often it is told', async () => {
    const { organizationId, pays, teacherId } = await payingSchool();
    const payRuleId = await pays(teacherId, 12_000);
    await pays(teacherId, 12_000, MARCH, payRuleId);
    const rows = await inDatabase(
      app,
      organizationId,
      'select teacher_id, amount_fen::int, valid_from::text from pay_rule_copy',
    );
    expect(rows).toEqual([{ teacher_id: teacherId, amount_fen: 12_000, valid_from: MARCH }]);
  });
});
