import { describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY, makeTimetable, type School } from '../school/index.ts';
import { branch, classGroup, fixedLesson, hours, room, smallSchool, teacher } from '../school/small-school.ts';
import { explain } from './explain.ts';

function why(school: School, goesOn = () => true) {
  const { unplaced } = makeTimetable(school, { seed: 1, budget: { steps: 4000 } });
  return explain(school, unplaced, { seed: 1, goesOn, stepsPerTry: 2000 });
}
const WEEK = [1, 2, 3, 4].map((weekday) => hours(weekday, '11:30', '20:30'));
const classes = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, i) => classGroup(`Ballet ${i + 1}`, { preferredTimes: [], ...more }));

describe('by counting', () => {
  test('a room that needs 41 hours in a 36-hour week', () => {
    const school = smallSchool({
      branches: [branch('east', WEEK)],
      rooms: [room('Room 3', { equipment: ['barre'] }), room('Room 4')],
      teachers: [teacher('Li'), teacher('Wu')],
      classGroups: [
        ...classes(20, { lessonsPerWeek: 2, neededEquipment: ['barre'] }),
        classGroup('Solo', { neededEquipment: ['barre'] }),
        classGroup('Chess'),
      ],
    });
    const [finding, ...others] = why(school);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: 'ROOMS_TOO_FEW_HOURS',
      proven: true,
      roomIds: ['Room 3'],
      neededMinutes: 41 * 60,
      availableMinutes: 36 * 60,
    });
    expect(finding?.classGroupIds).not.toContain('Chess');
    expect(finding?.message.en).toMatch(
      /^Room 3 needs 41 hours in a 36-hour week: open it 5 hours longer, or let 3 of these classes use another room: Ballet 1, /,
    );
    expect(finding?.message['zh-CN']).toMatch(/^Room 3每周需要 41 小时,而可用只有 36 小时:请延长开放 5 小时/);
  });

  test('teachers who are needed for more hours than they agreed to', () => {
    const school = smallSchool({
      rooms: [room('room 1'), room('room 2')],
      teachers: [
        teacher('Li', { courseIds: ['ballet'], maxMinutesPerWeek: 180 }),
        teacher('Wu', { courseIds: ['chess'] }),
      ],
      classGroups: classes(5),
    });
    expect(why(school)).toEqual([
      expect.objectContaining({
        code: 'TEACHERS_TOO_FEW_HOURS',
        teacherIds: ['Li'],
        neededMinutes: 300,
        availableMinutes: 180,
        message: expect.objectContaining({
          en: 'Li is needed for 5 hours and can give 3 in a week: agree on 2 hours more, or let 2 of these classes have another teacher: Ballet 1, Ballet 2, Ballet 3, Ballet 4, Ballet 5.',
        }),
      }),
    ]);
  });

  test('a child whose classes do not fit into its week', () => {
    const short = [hours(1, '18:00', '20:00')];
    const school = smallSchool({
      branches: [branch('east', short)],
      rooms: ['a', 'b', 'c'].map((id) => room(id)),
      teachers: ['Li', 'Wu', 'Ma'].map((id) => teacher(id)),
      classGroups: classes(3),
      students: [{ id: 'Mei', classGroupIds: ['Ballet 1', 'Ballet 2', 'Ballet 3'] }],
    });
    expect(why(school)).toMatchObject([{ code: 'CHILD_TOO_FEW_HOURS', neededMinutes: 180, availableMinutes: 120 }]);
  });

  test.each([
    ['a class larger than any room', { classGroups: classes(1, { size: 13 }) }, 'CAPACITY'],
    [
      'a class that nobody can teach',
      { teachers: [teacher('Li', { courseIds: [] })], classGroups: classes(1) },
      'SKILL',
    ],
    ['a class too long for the evening', { classGroups: classes(1, { durationMinutes: 285 }) }, 'OPENING_HOURS'],
    [
      'a class that ends later than the law lets it',
      {
        branches: [branch('east', [hours(1, '19:00', '21:00')])],
        classGroups: classes(1, { durationMinutes: 120 }),
        policy: DEFAULT_POLICY,
      },
      'LATEST_END',
    ],
    [
      'a class whose room is held by a fixed lesson all evening',
      {
        branches: [branch('east', [hours(1, '18:00', '19:00')])],
        fixed: [fixedLesson({ roomId: 'room 1' })],
        classGroups: classes(1),
      },
      'FIXED',
    ],
  ] as const)('%s', (_, more, rule) => {
    const findings = why(smallSchool(more));
    expect(findings).toMatchObject([{ code: 'CLASS_HAS_NO_TIME', proven: true, classGroupIds: ['Ballet 1'] }]);
    expect(findings[0]?.rules).toContain(rule);
  });
});

describe('by searching, where counting sees nothing', () => {
  const school = smallSchool({
    branches: [branch('east', [hours(1, '18:00', '19:30'), hours(2, '18:00', '19:30')])],
    rooms: [room('Room 3')],
    classGroups: [...classes(3), classGroup('Chess', { online: true, preferredTimes: [] })],
    teachers: [teacher('Li'), teacher('Wu')],
  });

  test('three lessons of an hour do not fit into two evenings of an hour and a half', () => {
    const findings = why(school);
    expect(findings).toMatchObject([{ code: 'RULES_CLASH', proven: false }]);
    expect(findings[0]?.classGroupIds.toSorted()).toEqual(['Ballet 1', 'Ballet 2', 'Ballet 3']);
    expect(findings[0]?.rules).toEqual(['ROOM_ONCE', 'OPENING_HOURS']);
    expect(findings[0]?.message.en).toContain('one more room of the kind; or longer opening hours');
  });

  test('no search begins when the time is up', () => {
    expect(why(school, () => false)).toEqual([]);
  });
});

test('nothing is explained away where everything has a place', () => {
  expect(why(smallSchool({ classGroups: classes(3) }))).toEqual([]);
});
