import { describe, expect, test } from '@jest/globals';
import { breaches } from './breaches.ts';
import { applied, undone } from './change.ts';
import { type Disruption, disrupted } from './disruption.ts';
import { repairPlans } from './repair-plans.ts';
import type { Situation } from './situation.ts';
import { at, classGroup, lesson, room, school, teacher } from './tests/small-school.ts';

const options = { seed: 1, steps: 40 };
const tuesday = { from: at(1, '00:00'), to: at(2, '00:00') };
const codesOf = (situation: Situation, disruption: Disruption) =>
  repairPlans(situation, disruption, options).map(({ strategy }) => strategy.code);
const planOf = (situation: Situation, disruption: Disruption, code: string) => {
  const found = repairPlans(situation, disruption, options).find(({ strategy }) => strategy.code === code);
  if (!found) throw new Error(`There is no plan ${code}.`);
  return found;
};
/** What every plan must be, whatever it is about. */
const expectSound = (situation: Situation, disruption: Disruption) => {
  const plans = repairPlans(situation, disruption, options);
  const after = disrupted(situation, disruption).situation;
  expect(plans.length).toBeGreaterThan(0);
  for (const { changes } of plans) {
    const repaired = applied(after, changes);
    expect(breaches(repaired)).toEqual([]);
    expect(applied(repaired, undone(changes))).toEqual(after);
  }
  return plans;
};

const piano = lesson('piano', at(1, '18:00'));
const chess = lesson('chess', at(1, '19:00'));

describe('when a teacher is ill', () => {
  const ill = {
    kind: 'TEACHER_GONE' as const,
    teacherId: 'ann',
    span: { from: at(1, '18:00'), to: at(1, '19:30') },
  } satisfies Disruption;
  const situation = school({ lessons: [piano, chess] });

  test('somebody else takes the lessons, or they are held at another time, or made up when the teacher is back', () => {
    const plans = expectSound(situation, ill);
    expect(plans.map(({ strategy }) => strategy.code).toSorted()).toEqual(
      ['MAKE_UP_LATER', 'OTHER_TIMES', 'SUBSTITUTES'].toSorted(),
    );
    expect(plans[0]?.strategy.code).toBe('SUBSTITUTES');
    expect(plans.map(({ cost }) => cost.points)).toEqual(
      plans.map(({ cost }) => cost.points).toSorted((a, b) => a - b),
    );
  });

  test('the manager reads who takes what, whose hours change, and how many are told, each once', () => {
    const child = {
      classes: [classGroup('piano', { studentIds: ['li'] }), classGroup('chess', { studentIds: ['li'] })],
    };
    const { changes, cost } = planOf(school({ ...child, lessons: [piano, chess] }), ill, 'SUBSTITUTES');
    expect(changes.map(({ messages }) => messages)).toEqual([
      {
        en: 'piano on 2026-03-03 18:00–19:00 changes to teacher bob.',
        'zh-CN': '“piano”2026-03-03 18:00–19:00 的课次教师改为“bob”。',
      },
      {
        en: 'chess on 2026-03-03 19:00–20:00 changes to teacher bob.',
        'zh-CN': '“chess”2026-03-03 19:00–20:00 的课次教师改为“bob”。',
      },
    ]);
    expect(cost).toMatchObject({
      ...{ moves: 0, roomChanges: 0, teacherChanges: 2, cancelled: 0, distanceMinutes: 0 },
      told: { students: 1, guardians: 1, teachers: 2 },
      hours: [
        { teacherId: 'ann', minutes: -120, lessonsMore: 0, lessonsFewer: 2, payFen: -24_000 },
        { teacherId: 'bob', minutes: 120, lessonsMore: 2, lessonsFewer: 0, payFen: 24_000 },
      ],
    });
  });

  test('make-ups come after the illness', () => {
    const { changes } = planOf(situation, ill, 'MAKE_UP_LATER');
    expect(changes.map(({ code }) => code)).toEqual(['LESSON_MADE_UP', 'LESSON_MADE_UP']);
    expect(Math.min(...changes.map(({ after }) => after?.start ?? 0))).toBeGreaterThanOrEqual(at(2, '00:00'));
  });

  test('what nobody can take and no time holds is cancelled, and the manager is told', () => {
    const alone = { teachers: [teacher('ann', { absent: [{ from: at(2, '00:00'), to: at(14, '00:00') }] })] };
    const plans = expectSound(school({ ...alone, lessons: [piano], nowSlot: at(1, '18:00') }), {
      ...ill,
      span: tuesday,
    });
    expect(plans).toHaveLength(1);
    expect(plans[0]?.changes.map(({ messages }) => messages.en)).toEqual([
      'piano on 2026-03-03 18:00–19:00 is cancelled.',
    ]);
    expect(plans[0]?.cost.cancelled).toBe(1);
  });

  test('a lesson that has begun is left alone', () => {
    const begun = school({ lessons: [piano], nowSlot: at(1, '18:15') });
    expect(repairPlans(begun, ill, options).map(({ changes }) => changes)).toEqual([[]]);
  });
});

describe('a plan', () => {
  test('moves the lessons of a closed room to another room, at their time', () => {
    const closed: Disruption = { kind: 'ROOM_GONE', roomId: 'r1', span: tuesday };
    const plans = expectSound(school({ lessons: [piano, chess] }), closed);
    expect(plans[0]?.changes.map(({ after }) => [after?.start, after?.roomId])).toEqual([
      [at(1, '18:00'), 'r2'],
      [at(1, '19:00'), 'r2'],
    ]);
  });

  test('moves the lessons of a closed branch to the other branch, or to other days', () => {
    const closed: Disruption = { kind: 'BRANCH_GONE', branchId: 'north', span: tuesday };
    const rooms = [room('r1'), room('r3', { branchId: 'south' })];
    const situation = school({ lessons: [piano], rooms });
    expectSound(situation, closed);
    expect(planOf(situation, closed, 'OTHER_ROOMS').changes[0]?.after?.roomId).toBe('r3');
    expect(planOf(situation, closed, 'OTHER_TIMES').changes[0]?.after?.roomId).toBe('r1');
  });

  test('makes room for a lesson that is moved, by moving what is in its way', () => {
    const moved: Disruption = {
      kind: 'LESSON_MOVED',
      lessonId: 'piano',
      to: { start: at(1, '19:00'), roomId: 'r1', teacherId: 'ann' },
    };
    const plans = expectSound(school({ lessons: [piano, chess] }), moved);
    for (const { changes } of plans) {
      expect(changes.find(({ lessonId }) => lessonId === 'piano')?.after?.start).toBe(at(1, '19:00'));
      expect(changes.some(({ lessonId }) => lessonId === 'chess')).toBe(true);
    }
  });

  test('is refused for a lesson that is moved into a closed room', () => {
    const rooms = [room('r1'), room('r2', { closed: [tuesday] })];
    const moved: Disruption = {
      kind: 'LESSON_MOVED',
      lessonId: 'piano',
      to: { start: at(1, '10:00'), roomId: 'r2', teacherId: 'ann' },
    };
    expect(() => repairPlans(school({ lessons: [piano], rooms }), moved, options)).toThrow(
      expect.objectContaining({ code: 'MOVE_NOT_POSSIBLE' }),
    );
  });

  test('finds a place for each lesson of a class that is added in mid-term', () => {
    const added: Disruption = {
      kind: 'CLASS_ADDED',
      classGroup: classGroup('new', { studentIds: ['mei'] }),
      students: [{ id: 'mei', guardianIds: [] }],
      lessons: ['n1', 'n2'].map((id) => ({ id, classId: 'new', slots: 6, place: null, fixed: false })),
    };
    const [best] = expectSound(school({ lessons: [piano, chess] }), added);
    expect(best?.changes.map(({ code, lessonId }) => [code, lessonId])).toEqual([
      ['LESSON_PLACED', 'n1'],
      ['LESSON_PLACED', 'n2'],
    ]);
  });

  test('takes apart the lessons of two classes that a child joins', () => {
    const lessons = [piano, lesson('dance', at(1, '18:00'), { roomId: 'r2', teacherId: 'bob' })];
    const joins: Disruption = {
      kind: 'STUDENT_JOINS',
      student: { id: 'mei', guardianIds: [] },
      classIds: ['piano', 'dance'],
    };
    const [best] = expectSound(school({ lessons }), joins);
    expect(best?.changes).toHaveLength(1);
  });

  test('may use the days of a holiday that was moved', () => {
    const base = school({ lessons: [piano], nowSlot: at(1, '00:00'), days: 3 });
    const holiday = { from: at(2, '00:00'), to: at(3, '00:00') };
    const branches = base.branches.map((one) => ({
      ...one,
      closed: [...one.closed.filter(({ to }) => to <= at(2, '00:00')), holiday],
    }));
    const moved: Disruption = { kind: 'HOLIDAY_MOVED', branchIds: ['north', 'south'], was: holiday, now: tuesday };
    const [best] = expectSound({ ...base, branches }, moved);
    expect(best?.changes.map(({ after }) => Math.floor((after?.start ?? 0) / 96))).toEqual([2]);
  });

  test('drives a lesson away when that is the only way, and not otherwise', () => {
    const hour = { from: at(1, '18:00'), to: at(1, '19:00') };
    // Piano can be on Tuesday only, and its one other hour there is taken by chess, which can be at any time.
    const classes = [
      classGroup('piano', {
        away: [
          { from: 0, to: at(1, '18:00') },
          { from: at(1, '20:00'), to: at(14, '00:00') },
        ],
      }),
      classGroup('chess'),
    ];
    const situation = school({ classes, lessons: [piano, chess], teachers: [teacher('ann')] });
    const { changes } = planOf(situation, { kind: 'TEACHER_GONE', teacherId: 'ann', span: hour }, 'LEAST_DISRUPTION');
    expect(changes.map(({ lessonId, after }) => [lessonId, after !== null])).toEqual([
      ['piano', true],
      ['chess', true],
    ]);
    expect(changes[0]?.after?.start).toBe(at(1, '19:00'));
  });

  test('never moves a fixed lesson out of the way of another', () => {
    const fixed = [piano, { ...chess, fixed: true }];
    const moved: Disruption = {
      kind: 'LESSON_MOVED',
      lessonId: 'piano',
      to: { start: at(1, '19:00'), roomId: 'r1', teacherId: 'ann' },
    };
    expect(() => repairPlans(school({ lessons: fixed }), moved, options)).toThrow(
      expect.objectContaining({ code: 'MOVE_NOT_POSSIBLE' }),
    );
  });

  test('is the same again from the same seed', () => {
    const closed: Disruption = { kind: 'BRANCH_GONE', branchId: 'north', span: tuesday };
    const situation = school({ lessons: [piano, chess] });
    expect(repairPlans(situation, closed, options)).toEqual(repairPlans(situation, closed, options));
    expect(codesOf(situation, closed)).not.toContain('SUBSTITUTES');
  });
});
