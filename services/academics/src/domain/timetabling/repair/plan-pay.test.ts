import { describe, expect, test } from '@jest/globals';
import type { Disruption } from './disruption.ts';
import { payFenByDay } from './pay-by-day.ts';
import { DEFAULT_WEIGHTS, type Weights } from './price.ts';
import { repairPlans } from './repair-plans.ts';
import type { Situation } from './situation.ts';
import { suggestSlots } from './suggest-slots.ts';
import { at, classGroup, lesson, perLesson, school, teacher } from './tests/small-school.ts';

/** A Tuesday. */
const piano = lesson('piano', at(1, '18:00'));
const ill = (clock = '19:30') =>
  ({
    kind: 'TEACHER_GONE',
    teacherId: 'ann',
    span: { from: at(1, '18:00'), to: at(1, clock) },
  }) satisfies Disruption;
const plans = (situation: Situation, disruption: Disruption, weights: Weights = DEFAULT_WEIGHTS) =>
  repairPlans(situation, disruption, { seed: 1, steps: 40, weights });
const costOf = (situation: Situation, disruption: Disruption, code: string) => {
  const found = plans(situation, disruption).find(({ strategy }) => strategy.code === code);
  if (!found) throw new Error(`There is no plan ${code}.`);
  return found.cost;
};
const payOf = ({ hours, payFen }: ReturnType<typeof costOf>) => ({
  ...Object.fromEntries(hours.map((one) => [one.teacherId, one.payFen])),
  inAll: payFen,
});
/** From the second Monday on. */
const raised = [...Array.from({ length: 7 }, () => 12_000), ...Array.from({ length: 7 }, () => 15_000)];

describe('what a lesson earns', () => {
  const rules = [
    { amountFen: 15_000, validFrom: '2026-03-09' },
    { amountFen: 12_000, validFrom: '2026-03-04' },
  ];

  test('is by the rule in force on its day: the last one to have begun, on its first day already', () => {
    const days = ['2026-03-04', '2026-03-08', '2026-03-09', '2026-03-10'];
    expect(payFenByDay(rules, days)).toEqual([12_000, 12_000, 15_000, 15_000]);
  });

  test('is unknown before the first rule, and without any', () => {
    expect(payFenByDay(rules, ['2026-03-03', '2026-03-04'])).toEqual([null, 12_000]);
    expect(payFenByDay([], ['2026-03-04'])).toEqual([null]);
  });
});

describe('the pay of a plan', () => {
  test('the substitute is paid, by the lesson and not by the hour, and the absent one is not', () => {
    const teachers = [teacher('ann'), teacher('bob', { payFenByDay: perLesson(20_000) })];
    const long = lesson('piano', at(1, '18:00'), { slots: 8 });
    expect(payOf(costOf(school({ lessons: [long], teachers }), ill(), 'SUBSTITUTES'))).toEqual({
      ...{ ann: -12_000, bob: 20_000, inAll: 8_000 },
    });
  });

  test('a lesson that only moves pays the same, and no teacher is named', () => {
    const cost = costOf(school({ lessons: [piano] }), ill(), 'OTHER_TIMES');
    expect(cost.moves).toBe(1);
    expect(payOf(cost)).toEqual({ inAll: 0 });
    const unpaid = school({ lessons: [piano], teachers: [teacher('ann', { payFenByDay: [] })] });
    expect(payOf(costOf(unpaid, ill(), 'OTHER_TIMES'))).toEqual({ inAll: 0 });
  });

  test('a lesson that moves to a day with another rule pays by that one, for the same hours', () => {
    const teachers = [teacher('ann', { payFenByDay: raised })];
    const away: Disruption = { ...ill(), span: { from: at(1, '00:00'), to: at(7, '00:00') } };
    const cost = costOf(school({ lessons: [piano], teachers, nowSlot: at(1, '00:00') }), away, 'OTHER_TIMES');
    expect(cost.hours).toEqual([{ teacherId: 'ann', minutes: 0, lessonsMore: 0, lessonsFewer: 0, payFen: 3_000 }]);
    expect(cost.payFen).toBe(3_000);
  });

  test('a cancelled lesson pays nobody', () => {
    const alone = school({ lessons: [piano], teachers: [teacher('ann')], days: 2, nowSlot: at(1, '18:00') });
    const [only] = plans(alone, ill('24:00'));
    expect(only?.cost.cancelled).toBe(1);
    expect(only && payOf(only.cost)).toEqual({ ann: -12_000, inAll: -12_000 });
  });

  test('a substitute without a rule: unknown, for them and in all, never nothing', () => {
    const teachers = [teacher('ann'), teacher('bob', { payFenByDay: [] })];
    expect(payOf(costOf(school({ lessons: [piano], teachers }), ill(), 'SUBSTITUTES'))).toEqual({
      ...{ ann: -12_000, bob: null, inAll: null },
    });
  });

  test('who teaches for nothing is known to: that is 0', () => {
    const teachers = [teacher('ann'), teacher('bob', { payFenByDay: perLesson(0) })];
    expect(payOf(costOf(school({ lessons: [piano], teachers }), ill(), 'SUBSTITUTES'))).toEqual({
      ...{ ann: -12_000, bob: 0, inAll: -12_000 },
    });
  });
});

describe('pay in the ranking of plans', () => {
  const paid = (fen: Record<string, number>) =>
    school({
      lessons: [piano],
      teachers: Object.entries(fen).map(([id, each]) => teacher(id, { payFenByDay: perLesson(each) })),
    });
  const first = (situation: Situation, pay: number) => plans(situation, ill(), { ...DEFAULT_WEIGHTS, pay })[0];
  const substitute = (situation: Situation, pay: number) =>
    plans(situation, ill(), { ...DEFAULT_WEIGHTS, pay }).find(({ strategy }) => strategy.code === 'SUBSTITUTES');

  test('of two substitutes who are else alike the one is asked who costs less', () => {
    for (const fen of [
      { ann: 12_000, bob: 16_000, cai: 14_000 },
      { ann: 12_000, cai: 16_000, bob: 14_000 },
    ]) {
      const cheaper = fen.bob < fen.cai ? 'bob' : 'cai';
      expect(substitute(paid(fen), 1)?.changes[0]?.after?.teacherId).toBe(cheaper);
    }
  });

  test('each ten yuan, begun, is a point as often as the organization says; 0 switches it off', () => {
    const dearer = paid({ ann: 12_000, bob: 14_001 });
    const [off = 0, once = 0, thrice = 0] = [0, 1, 3].map((pay) => substitute(dearer, pay)?.cost.points);
    expect([once - off, thrice - off]).toEqual([3, 9]);
  });

  test('a very dear substitute is ranked behind another time, unless pay does not matter', () => {
    const dear = paid({ ann: 12_000, bob: 112_000 });
    expect(first(dear, 1)?.strategy.code).toBe('OTHER_TIMES');
    expect(first(dear, 0)?.strategy.code).toBe('SUBSTITUTES');
  });

  test('by the usual weights ¥100 more for a lesson are no reason to move it to another time', () => {
    expect(first(paid({ ann: 12_000, bob: 22_000 }), DEFAULT_WEIGHTS.pay)?.strategy.code).toBe('SUBSTITUTES');
  });

  test('a saving counts nothing, so that it makes no plan better for which families are disturbed', () => {
    const points = [2_000, 12_000].map((bob) => substitute(paid({ ann: 12_000, bob }), 50)?.cost.points);
    expect(points[0]).toBe(points[1]);
  });

  test('what is saved on one lesson does not hide what is dearer in another', () => {
    const dance = lesson('dance', at(1, '19:00'));
    const paying = (amounts: { piano: number; dance: number }) =>
      school({
        lessons: [piano, dance],
        classes: [classGroup('piano'), classGroup('dance', { courseId: 'dance' })],
        courses: ['piano', 'dance'].map((id) => ({ id, equipment: [] })),
        teachers: [
          teacher('ann', { courseIds: null }),
          teacher('bob', { payFenByDay: perLesson(amounts.piano) }),
          teacher('cai', { courseIds: ['dance'], payFenByDay: perLesson(amounts.dance) }),
        ],
      });
    const [even, dearer, mixed] = [
      { piano: 12_000, dance: 12_000 },
      { piano: 17_000, dance: 12_000 },
      { piano: 17_000, dance: 2_000 },
    ].map((amounts) => costOf(paying(amounts), ill('24:00'), 'SUBSTITUTES'));
    expect([even?.payFen, dearer?.payFen, mixed?.payFen]).toEqual([0, 5_000, -5_000]);
    expect(mixed?.points).toBe(dearer?.points);
    expect((dearer?.points ?? 0) - (even?.points ?? 0)).toBe(5);
  });

  test('what is unknown, of the one or of the other, counts neither for a plan nor against it', () => {
    const points = (...unknown: string[]) => {
      const teachers = ['ann', 'bob'].map((id) => teacher(id, unknown.includes(id) ? { payFenByDay: [] } : {}));
      return substitute(school({ lessons: [piano], teachers }), 50)?.cost.points;
    };
    expect([points('ann'), points('bob'), points('ann', 'bob')]).toEqual([points(), points(), points()]);
  });

  test('a new lesson is as dear as its teacher earns more for it than the usual one', () => {
    const added: Disruption = {
      ...{ kind: 'CLASS_ADDED', classGroup: classGroup('new'), students: [] },
      lessons: [{ ...lesson('new', 0), place: null, usual: { roomId: 'r1', teacherId: 'ann' } }],
    };
    const points = (bobFen: number) => {
      const away = teacher('ann', { absent: [{ from: 0, to: at(14, '00:00') }] });
      const teachers = [away, teacher('bob', { payFenByDay: perLesson(bobFen) })];
      return plans(school({ classes: [classGroup('new')], teachers }), added)[0]?.cost.points ?? 0;
    };
    expect(points(15_000) - points(12_000)).toBe(3);
  });

  test('a time on a day that pays more is so much the worse a suggestion', () => {
    const thisWeek = { from: at(1, '00:00'), to: at(7, '00:00') };
    const situation = (payFen: readonly number[]) =>
      school({
        lessons: [piano],
        teachers: [teacher('ann', { payFenByDay: payFen, absent: [thisWeek] })],
        nowSlot: at(1, '00:00'),
      });
    const points = (payFen: readonly number[]) => suggestSlots(situation(payFen), 'piano', { first: 1 })[0]?.cost ?? 0;
    expect(points(raised) - points(perLesson(12_000))).toBe(3);
  });
});
