import { describe, expect, test } from '@jest/globals';
import { adapt, type FetPlace } from './adapt.ts';
import { readPlaces } from './fet-cl.ts';
import { judge } from './judge.ts';
import { readFet } from './read.ts';
import { constraint, ids, smallSchool } from './small-school.ts';
import { solveFet } from './solve-fet.ts';

const MO = 0;
const TU = 1;
/** Nothing but the break is asked for. */
const GOOD: FetPlace[] = [
  { id: '1', day: MO, hour: 0 },
  { id: '2', day: TU, hour: 3 },
  { id: '3', day: MO, hour: 3 },
  { id: '4', day: MO, hour: 1 },
  { id: '5', day: TU, hour: 1 },
];
const moved = (...those: FetPlace[]): FetPlace[] =>
  GOOD.map((place) => those.find(({ id }) => id === place.id) ?? place);
const broken = (places: readonly FetPlace[], ...constraints: string[]): string[] =>
  judge(readFet(smallSchool(...constraints)), places).broken;

describe('a .fet file', () => {
  const fet = readFet(smallSchool());
  test('is read without what is not active', () => {
    expect(fet.activities.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
  });
  test('says which students belong to several groups', () => {
    expect(fet.subgroups.get('first')).toEqual(new Set(['red singers', 'dancers', 'blue singers']));
    expect(fet.activities[0]).toMatchObject({ headcount: 12, subgroups: new Set(['red singers', 'dancers']) });
  });
  test('with a room that stands for others is refused', () => {
    const xml = smallSchool().replace('<Virtual>false', '<Virtual>true');
    expect(() => readFet(xml)).toThrow('The room hall is virtual');
  });
  test('that is something else is refused', () => {
    expect(() => readFet('<html/>')).toThrow('This is no .fet file');
  });
});

describe('what FET never allows', () => {
  test('is not there in a good timetable', () => {
    expect(broken(GOOD)).toEqual([]);
  });
  test.each([
    ['an activity without a place', GOOD.slice(1), '1 has no place'],
    [
      'students in two groups, and in two places',
      moved({ id: '4', day: MO, hour: 3 }),
      'students dancers on Mo at 11: 3 and 4',
    ],
    ['a teacher in two places', moved({ id: '5', day: MO, hour: 4 }), 'teacher Bob on Mo at 12: 3 and 5'],
    ['a lesson beyond the end of its day', moved({ id: '2', day: TU, hour: 4 }), '2 reaches past its day'],
    [
      'more students than the room holds',
      moved({ id: '1', day: MO, hour: 0, room: 'studio' }),
      '1 in a room too small',
    ],
  ])('%s', (_, places, said) => {
    expect(broken(places)).toEqual([said]);
  });
  test('a lesson in a break', () => {
    expect(broken(moved({ id: '2', day: TU, hour: 2 }))).toHaveLength(1);
  });
});

/** Each with a timetable that breaks it and nothing else. */
const RULES: [string, string, FetPlace[]][] = [
  [
    'TeacherNotAvailableTimes',
    '<Teacher>Ada</Teacher><Not_Available_Time><Day>Mo</Day><Hour>8</Hour></Not_Available_Time>',
    GOOD,
  ],
  [
    'StudentsSetNotAvailableTimes',
    '<Students>first</Students><Not_Available_Time><Day>Mo</Day><Hour>12</Hour></Not_Available_Time>',
    GOOD,
  ],
  [
    'ActivityPreferredStartingTime',
    `${ids(1)}<Preferred_Day>Tu</Preferred_Day><Preferred_Hour></Preferred_Hour>`,
    GOOD,
  ],
  [
    'ActivitiesPreferredTimeSlots',
    '<Subject_Name>Maths</Subject_Name><Preferred_Time_Slot><Preferred_Day>Tu</Preferred_Day><Preferred_Hour></Preferred_Hour></Preferred_Time_Slot>',
    GOOD,
  ],
  [
    'MinDaysBetweenActivities',
    `${ids(1, 2)}<MinDays>1</MinDays>`,
    moved({ id: '2', day: MO, hour: 3 }, { id: '3', day: TU, hour: 3 }),
  ],
  ['MinGapsBetweenActivities', `${ids(1, 4)}<MinGaps>1</MinGaps>`, GOOD],
  ['ActivitiesSameStartingTime', ids(4, 5), GOOD],
  ['ActivitiesSameStartingHour', ids(4, 3), GOOD],
  ['ActivitiesNotOverlapping', ids(4, 5), moved({ id: '5', day: MO, hour: 1 })],
  [
    'TwoActivitiesConsecutive',
    '<First_Activity_Id>4</First_Activity_Id><Second_Activity_Id>1</Second_Activity_Id>',
    GOOD,
  ],
  ['TwoActivitiesGrouped', '<First_Activity_Id>1</First_Activity_Id><Second_Activity_Id>3</Second_Activity_Id>', GOOD],
  [
    'TeachersMaxHoursDaily',
    '<Maximum_Hours_Daily>2</Maximum_Hours_Daily>',
    moved({ id: '5', day: MO, hour: 0 }, { id: '1', day: TU, hour: 0 }),
  ],
  [
    'StudentsMaxGapsPerWeek',
    '<Max_Gaps>0</Max_Gaps>',
    moved({ id: '4', day: MO, hour: 0 }, { id: '1', day: MO, hour: 1 }, { id: '5', day: TU, hour: 0 }),
  ],
  [
    'TeacherMinHoursDaily',
    '<Teacher_Name>Bob</Teacher_Name><Minimum_Hours_Daily>2</Minimum_Hours_Daily><Allow_Empty_Days>true</Allow_Empty_Days>',
    GOOD,
  ],
  [
    'TeacherMinRestingHours',
    '<Teacher_Name>Ada</Teacher_Name><Minimum_Resting_Hours>4</Minimum_Resting_Hours><Circular>false</Circular>',
    moved(
      { id: '1', day: MO, hour: 4 },
      { id: '3', day: TU, hour: 3 },
      { id: '2', day: TU, hour: 0 },
      { id: '5', day: MO, hour: 3 },
    ),
  ],
  [
    'TeacherMinDaysPerWeek',
    '<Teacher_Name>Ada</Teacher_Name><Minimum_Days_Per_Week>2</Minimum_Days_Per_Week>',
    moved({ id: '2', day: MO, hour: 3 }, { id: '3', day: TU, hour: 3 }),
  ],
  [
    'TeacherMaxGapsPerWeek',
    '<Teacher_Name>Ada</Teacher_Name><Max_Gaps>0</Max_Gaps>',
    moved({ id: '2', day: MO, hour: 3 }, { id: '3', day: TU, hour: 3 }),
  ],
  ['TeacherMaxDaysPerWeek', '<Teacher_Name>Bob</Teacher_Name><Max_Days_Per_Week>1</Max_Days_Per_Week>', GOOD],
  [
    'TeacherIntervalMaxDaysPerWeek',
    '<Teacher_Name>Eve</Teacher_Name><Interval_Start_Hour>8</Interval_Start_Hour><Interval_End_Hour>break</Interval_End_Hour><Max_Days_Per_Week>0</Max_Days_Per_Week>',
    GOOD,
  ],
  [
    'SubjectPreferredRooms',
    '<Subject>Maths</Subject><Preferred_Room>hall</Preferred_Room><Preferred_Room>studio</Preferred_Room>',
    GOOD,
  ],
  [
    'ActivitiesOccupyMaxDifferentRooms',
    `${ids(4, 5)}<Max_Number_of_Different_Rooms>1</Max_Number_of_Different_Rooms>`,
    moved({ id: '4', day: MO, hour: 1, room: 'hall' }, { id: '5', day: TU, hour: 1, room: 'studio' }),
  ],
  [
    'ActivitiesSameRoomIfConsecutive',
    ids(1, 4),
    moved({ id: '1', day: MO, hour: 0, room: 'hall' }, { id: '4', day: MO, hour: 1, room: 'studio' }),
  ],
  ['StudentsSetHomeRoom', '<Students>reds</Students><Room>hall</Room>', GOOD],
];

describe.each(RULES)('%s', (name, inside, breaking) => {
  const asked = constraint(name, 100, inside);
  test('is found broken', () => {
    expect(broken(breaking, asked)).toEqual([expect.stringContaining(name)]);
  });
  test('is kept by the search', () => {
    const { judgement, keptMs, asked: reached } = solveFet(readFet(smallSchool(asked)), 5, 1);
    expect(judgement).toMatchObject({ broken: [], unjudged: [] });
    expect(keptMs).not.toBeNull();
    expect(reached['left out']).toEqual([]);
  });
});

test('hours on either side of a break are not in a row', () => {
  const row = (hours: number) =>
    constraint(
      'TeacherMaxHoursContinuously',
      100,
      `<Teacher_Name>Bob</Teacher_Name><Maximum_Hours_Continuously>${hours}</Maximum_Hours_Continuously>`,
    );
  const acrossTheBreak = moved(
    { id: '5', day: MO, hour: 1 },
    { id: '4', day: TU, hour: 1 },
    { id: '1', day: TU, hour: 0 },
  );
  expect(broken(acrossTheBreak, row(2))).toEqual([]);
  expect(broken(acrossTheBreak, row(1))).toEqual([expect.stringContaining('TeacherMaxHoursContinuously')]);
  expect(solveFet(readFet(smallSchool(row(2))), 5, 1)).toMatchObject({ unplaced: 0, judgement: { broken: [] } });
});

test('of two in either order the second comes first where the first has no place before it', () => {
  const fet = readFet(
    smallSchool(
      constraint(
        'TwoActivitiesGrouped',
        100,
        '<First_Activity_Id>1</First_Activity_Id><Second_Activity_Id>2</Second_Activity_Id>',
      ),
      constraint(
        'ActivityPreferredStartingTime',
        100,
        `${ids(2)}<Preferred_Day>Mo</Preferred_Day><Preferred_Hour>8</Preferred_Hour>`,
      ),
    ),
  );
  expect(solveFet(fet, 5, 1)).toMatchObject({ unplaced: 0, judgement: { broken: [] } });
});

test('nobody comes on a day that is too short for the least that they come for', () => {
  const short = ['11', '12'].map((hour) => `<Break_Time><Day>Tu</Day><Hour>${hour}</Hour></Break_Time>`);
  const least = '<Teacher_Name>Bob</Teacher_Name><Minimum_Hours_Daily>3</Minimum_Hours_Daily>';
  const fet = readFet(
    smallSchool(constraint('BreakTimes', 100, short.join('')), constraint('TeacherMinHoursDaily', 100, least)),
  );
  const { model } = adapt(fet);
  const daysOf = (activity: number) =>
    new Set([...(model.starts[activity] ?? [])].flatMap((allowed, slot) => (allowed ? [Math.floor(slot / 4)] : [])));
  expect([2, 3].map(daysOf)).toEqual([new Set([MO]), new Set([MO, TU])]);
});

describe('what cannot be asked of the search', () => {
  test('is listed, not dropped', () => {
    const fet = readFet(
      smallSchool(constraint('TeacherMinGapsBetweenActivityTag', 100, '<Teacher_Name>Ada</Teacher_Name>')),
    );
    expect(adapt(fet).asked['left out'].map(({ name }) => name)).toEqual(['TeacherMinGapsBetweenActivityTag']);
    expect(judge(fet, GOOD).unjudged).toHaveLength(1);
  });
  test('is listed when it weighs little', () => {
    const fet = readFet(smallSchool(constraint('ActivityPreferredRoom', 80, `${ids(1)}<Room>hall</Room>`)));
    expect(adapt(fet).asked['left out'].map(({ weight }) => weight)).toEqual([80]);
    expect(judge(fet, GOOD)).toMatchObject({ broken: [], soft: 1, softKept: 0 });
  });
  test('is listed when it contradicts a link', () => {
    const order = '<First_Activity_Id>1</First_Activity_Id><Second_Activity_Id>2</Second_Activity_Id>';
    const fet = readFet(
      smallSchool(
        constraint('TwoActivitiesConsecutive', 100, order),
        constraint('MinDaysBetweenActivities', 95, `${ids(1, 2)}<MinDays>1</MinDays>`),
      ),
    );
    expect(adapt(fet).asked['left out'].map(({ name }) => name)).toEqual(['MinDaysBetweenActivities']);
  });
  test('a soft constraint is given up where its activity finds no place', () => {
    const fet = readFet(
      smallSchool(
        constraint(
          'ActivityPreferredStartingTime',
          95,
          `${ids(4)}<Preferred_Day>Mo</Preferred_Day><Preferred_Hour>8</Preferred_Hour>`,
        ),
        constraint(
          'TeacherNotAvailableTimes',
          100,
          '<Teacher>Eve</Teacher><Not_Available_Time><Day>Mo</Day><Hour>8</Hour></Not_Available_Time>',
        ),
      ),
    );
    const { judgement, keptMs, asked } = solveFet(fet, 10, 1);
    expect(judgement).toMatchObject({ broken: [], softKept: 0 });
    expect(keptMs).not.toBeNull();
    expect(asked['left out'].map(({ name }) => name)).toEqual(['ActivityPreferredStartingTime']);
  });
  test('a soft constraint is asked of the others still', () => {
    const monday =
      '<Subject_Name>Maths</Subject_Name><Preferred_Starting_Time><Preferred_Starting_Day>Mo</Preferred_Starting_Day></Preferred_Starting_Time>';
    const fet = readFet(smallSchool(constraint('ActivitiesPreferredStartingTimes', 95, monday)));
    const { model, asked } = adapt(fet, { excused: new Set([0]), turned: new Set() });
    const onTuesday = (activity: number) => model.starts[activity]?.subarray(4).includes(1);
    expect([onTuesday(0), onTuesday(1)]).toEqual([true, false]);
    expect(asked['left out']).toHaveLength(1);
  });
  test('a room that no lesson fits into leaves the lesson without a place', () => {
    const fet = readFet(smallSchool(constraint('ActivityPreferredRoom', 100, `${ids(4)}<Room>attic</Room>`)));
    expect(solveFet(fet, 0.1, 1)).toMatchObject({ unplaced: 1, keptMs: null });
  });
});

test("FET's own timetable is read by the names of days and hours", () => {
  const xml =
    '<Activities_Timetable><Activity><Id>4</Id><Day>Tu</Day><Hour>11</Hour><Room>hall</Room></Activity></Activities_Timetable>';
  expect(readPlaces(xml, readFet(smallSchool()))).toEqual([{ id: '4', day: TU, hour: 3, room: 'hall' }]);
});
