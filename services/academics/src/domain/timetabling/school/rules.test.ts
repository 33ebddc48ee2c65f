import { describe, expect, test } from '@jest/globals';
import { breaches } from './breaches.ts';
import { makeTimetable } from './make-timetable.ts';
import { DEFAULT_POLICY, HARD_RULES, type HardRule, type School } from './model.ts';
import { branch, classGroup, fixedLesson, hours, MONDAY_AT_SIX, room, smallSchool, teacher } from './small-school.ts';

const [ROOMS, TEACHERS] = [
  [room('room 1'), room('room 2')],
  [teacher('Li'), teacher('Wu')],
];
const TWO_BRANCHES = {
  branches: [branch('east'), branch('west')],
  rooms: [room('room 1'), room('room 2', { branchId: 'west' })],
  travel: [{ branchId: 'east', otherBranchId: 'west', minutes: 60 }],
};
/** At six on Monday in the east, right after it in the west. */
const ONE_AFTER_THE_OTHER = [
  classGroup('east class'),
  classGroup('west class', { branchId: 'west', preferredTimes: [hours(1, '19:00', '20:00')] }),
];
const MONDAYS = { from: new Date('2026-03-02T09:00:00Z'), to: new Date('2026-03-25T11:00:00Z') };
/** Two courses of an hour each, both wanting Monday at six. */
const TWO_CLASSES = [classGroup('ballet'), classGroup('jazz')];

interface Temptation {
  rule: HardRule;
  name: string;
  school: School;
}

/** In each, what the class prefers most is what the rule forbids. */
const TEMPTATIONS: Temptation[] = [
  {
    rule: 'ROOM_ONCE',
    name: 'two classes are not in one room at once',
    school: smallSchool({ teachers: TEACHERS, classGroups: TWO_CLASSES }),
  },
  {
    rule: 'TEACHER_ONCE',
    name: 'nobody teaches two classes at once',
    school: smallSchool({ rooms: ROOMS, classGroups: TWO_CLASSES }),
  },
  {
    rule: 'CLASS_ONCE',
    name: 'a class does not have both its lessons at once',
    school: smallSchool({
      rooms: ROOMS,
      teachers: TEACHERS,
      classGroups: [classGroup('ballet', { lessonsPerWeek: 2 })],
    }),
  },
  {
    rule: 'STUDENT_ONCE',
    name: 'a child in two courses is not in two places',
    school: smallSchool({
      rooms: ROOMS,
      teachers: TEACHERS,
      classGroups: TWO_CLASSES,
      students: [{ id: 'Mei', classGroupIds: ['ballet', 'jazz'] }],
    }),
  },
  {
    rule: 'ROOM_SUITS',
    name: 'a class that must have its own room is not put into another',
    school: smallSchool({
      rooms: ROOMS,
      teachers: TEACHERS,
      classGroups: ['ballet', 'jazz'].map((id) => classGroup(id, { roomIds: ['room 1'] })),
    }),
  },
  {
    rule: 'CAPACITY',
    name: 'a class is not put into a room with too few seats',
    school: smallSchool({
      rooms: [room('room 1'), room('closet', { capacity: 7 })],
      teachers: TEACHERS,
      classGroups: TWO_CLASSES,
    }),
  },
  {
    rule: 'EQUIPMENT',
    name: 'a class that needs a piano is not put into a room without one',
    school: smallSchool({
      rooms: [room('room 1', { equipment: ['piano'] }), room('room 2')],
      teachers: TEACHERS,
      classGroups: ['ballet', 'jazz'].map((id) => classGroup(id, { neededEquipment: ['piano'] })),
    }),
  },
  {
    rule: 'TEACHER_SUITS',
    name: 'a class keeps the teacher it was promised',
    school: smallSchool({
      rooms: ROOMS,
      teachers: TEACHERS,
      classGroups: ['ballet', 'jazz'].map((id) => classGroup(id, { teacherIds: ['Li'] })),
    }),
  },
  {
    rule: 'SKILL',
    name: 'nobody teaches a course that they do not know',
    school: smallSchool({
      rooms: ROOMS,
      teachers: [teacher('Li'), teacher('Wu', { courseIds: ['maths'] })],
      classGroups: TWO_CLASSES,
    }),
  },
  {
    rule: 'TIER',
    name: 'a class sold with a senior teacher has one',
    school: smallSchool({
      rooms: ROOMS,
      teachers: [teacher('Li', { tier: 'senior' }), teacher('Wu', { tier: 'junior' })],
      classGroups: ['ballet', 'jazz'].map((id) => classGroup(id, { tiers: ['senior'] })),
    }),
  },
  {
    rule: 'TEACHER_HOURS',
    name: 'nobody teaches when they do not work',
    school: smallSchool({
      teachers: [teacher('Li', { weeklyHours: [hours(2, '16:00', '20:30')] })],
      classGroups: [classGroup('ballet')],
    }),
  },
  {
    rule: 'TEACHER_ABSENCE',
    name: 'nobody teaches while they are away for most of the term',
    school: smallSchool({
      teachers: [teacher('Li', { absences: [{ ...MONDAYS, to: new Date('2026-03-16T11:00:00Z') }] })],
      classGroups: [classGroup('ballet', { preferredTimes: MONDAY_AT_SIX })],
      branches: [branch('east', [hours(1, '16:00', '20:30'), hours(7, '16:00', '20:30')])],
    }),
  },
  {
    rule: 'ROOM_CLOSURE',
    name: 'a room that is closed for most of the term is not used',
    school: smallSchool({
      rooms: [room('room 1', { closures: [{ ...MONDAYS, to: new Date('2026-03-16T11:00:00Z') }] })],
      classGroups: [classGroup('ballet')],
      branches: [branch('east', [hours(1, '16:00', '20:30'), hours(7, '16:00', '20:30')])],
    }),
  },
  {
    rule: 'OPENING_HOURS',
    name: 'no lesson before the branch opens or after it closes',
    school: smallSchool({
      branches: [branch('east', [hours(1, '16:00', '18:30')])],
      classGroups: [classGroup('ballet')],
    }),
  },
  {
    rule: 'CLOSING_DAYS',
    name: 'no weekly lesson on a day that is mostly closed',
    school: smallSchool({
      branches: [
        {
          ...branch('east'),
          closingDays: ['2026-03-02', '2026-03-09', '2026-03-16'].map((day) => ({ firstDay: day, lastDay: day })),
        },
      ],
      classGroups: [classGroup('ballet')],
    }),
  },
  {
    rule: 'LATEST_END',
    name: 'lessons end by half past eight, as the law has it',
    school: smallSchool({
      branches: [branch('east', [hours(1, '16:00', '21:00')])],
      classGroups: [
        classGroup('ballet', { preferredTimes: [hours(1, '20:00', '21:00')] }),
        classGroup('jazz', { online: true }),
      ],
    }),
  },
  {
    rule: 'TEACHER_DAY',
    name: 'nobody teaches more on a day than was agreed',
    school: smallSchool({
      teachers: [teacher('Li', { maxMinutesPerDay: 60 })],
      classGroups: [classGroup('ballet'), classGroup('jazz', { preferredTimes: [hours(1, '19:00', '20:00')] })],
    }),
  },
  {
    rule: 'TEACHER_WEEK',
    name: 'nobody teaches more in a week than was agreed',
    school: smallSchool({
      teachers: [
        teacher('Li', { maxMinutesPerWeek: 60 }),
        teacher('Wu', { weeklyHours: [hours(2, '16:00', '20:30')] }),
      ],
      classGroups: [classGroup('ballet'), classGroup('jazz', { preferredTimes: [hours(1, '19:00', '20:00')] })],
    }),
  },
  {
    rule: 'TEACHER_TRAVEL',
    name: 'a teacher has the time to get from one branch to the other',
    school: smallSchool({
      ...TWO_BRANCHES,
      teachers: [teacher('Li', { branchIds: ['east', 'west'] })],
      classGroups: ONE_AFTER_THE_OTHER,
    }),
  },
  {
    rule: 'STUDENT_TRAVEL',
    name: 'a child has the time to get from one branch to the other',
    school: smallSchool({
      ...TWO_BRANCHES,
      teachers: [teacher('Li'), teacher('Wu', { branchIds: ['west'] })],
      classGroups: ONE_AFTER_THE_OTHER,
      students: [{ id: 'Mei', classGroupIds: ['east class', 'west class'] }],
    }),
  },
  {
    rule: 'CLASS_DAYS_APART',
    name: 'a class has a day between its lessons, whatever it prefers',
    school: smallSchool({
      branches: [
        branch(
          'east',
          [1, 2, 4].map((day) => hours(day, '16:00', '20:30')),
        ),
      ],
      classGroups: [
        classGroup('ballet', {
          lessonsPerWeek: 2,
          minDaysApart: 2,
          preferredTimes: [1, 2].map((day) => hours(day, '18:00', '19:00')),
        }),
      ],
    }),
  },
  {
    rule: 'CLASS_DAYS_APART',
    name: 'a class that has a lesson on Sunday does not come on Monday',
    school: smallSchool({
      fixed: [fixedLesson({ classGroupId: 'ballet', weekday: 7, roomId: 'room 1' })],
      classGroups: [classGroup('ballet', { minDaysApart: 2 })],
    }),
  },
  {
    rule: 'CLASS_ROOMS',
    name: 'a class keeps its room all week',
    school: smallSchool({
      rooms: [...ROOMS, room('room 3')],
      teachers: [teacher('Li'), teacher('Wu')],
      fixed: [
        fixedLesson({ roomId: 'room 1' }),
        fixedLesson({ id: 'other', weekday: 2, roomId: 'room 2' }),
        fixedLesson({ id: 'third', roomId: 'room 3' }),
        fixedLesson({ id: 'fourth', weekday: 2, roomId: 'room 3' }),
      ],
      classGroups: [
        classGroup('ballet', {
          lessonsPerWeek: 2,
          maxRooms: 1,
          preferredTimes: [1, 2].map((day) => hours(day, '18:00', '19:00')),
        }),
      ],
    }),
  },
  {
    rule: 'TEACHER_SHORT_DAY',
    name: 'nobody comes for a single lesson',
    school: smallSchool({
      teachers: [teacher('Li', { minMinutesPerDay: 120 })],
      classGroups: [classGroup('ballet'), classGroup('jazz', { preferredTimes: [hours(2, '18:00', '19:00')] })],
    }),
  },
  {
    rule: 'TEACHER_ROW',
    name: 'a teacher has a pause after an hour',
    school: smallSchool({
      teachers: [teacher('Li', { maxMinutesInRow: 60 })],
      classGroups: [classGroup('ballet'), classGroup('jazz', { preferredTimes: [hours(1, '19:00', '20:00')] })],
    }),
  },
  {
    rule: 'TEACHER_DAYS',
    name: 'a teacher comes on no more days than agreed',
    school: smallSchool({
      teachers: [teacher('Li', { maxDaysPerWeek: 1 })],
      classGroups: [classGroup('ballet'), classGroup('jazz', { preferredTimes: [hours(2, '18:00', '19:00')] })],
    }),
  },
  {
    rule: 'TEACHER_REST',
    name: 'who teaches late does not begin early the next day',
    school: smallSchool({
      branches: [branch('east', [hours(1, '18:00', '20:30'), hours(2, '08:00', '12:00')])],
      teachers: [teacher('Li', { minRestMinutes: 14 * 60 })],
      classGroups: [classGroup('ballet'), classGroup('jazz', { preferredTimes: [hours(2, '08:00', '09:00')] })],
    }),
  },
  {
    rule: 'TEACHER_ROOMS',
    name: 'a teacher stays in one room all evening',
    school: smallSchool({
      rooms: ROOMS,
      teachers: [teacher('Li', { maxRoomsPerDay: 1 })],
      classGroups: [
        classGroup('ballet', { roomIds: ['room 1'] }),
        classGroup('jazz', { roomIds: ['room 2'], preferredTimes: [hours(1, '19:00', '20:00')] }),
      ],
    }),
  },
  {
    rule: 'YOUNG_ROW',
    name: 'a young child in two classes has a pause between them',
    school: smallSchool({
      rooms: ROOMS,
      teachers: TEACHERS,
      policy: { ...DEFAULT_POLICY, youngMaxMinutesInRow: 60 },
      classGroups: [
        classGroup('ballet', { youngestAge: 5, preferredTimes: [hours(1, '16:00', '17:00')] }),
        classGroup('jazz', { preferredTimes: [hours(1, '17:00', '18:00')] }),
      ],
      students: [{ id: 'Mei', classGroupIds: ['ballet', 'jazz'] }],
    }),
  },
  {
    rule: 'FIXED',
    name: 'a lesson that is fixed keeps its room, and others make way',
    school: smallSchool({ fixed: [fixedLesson({ roomId: 'room 1' })], classGroups: [classGroup('ballet')] }),
  },
  {
    rule: 'LINKED',
    name: 'two classes that start together do',
    school: smallSchool({
      rooms: ROOMS,
      teachers: TEACHERS,
      classGroups: [classGroup('ballet'), classGroup('jazz', { preferredTimes: [hours(2, '18:00', '19:00')] })],
      links: [{ kind: 'SAME_START', classGroupId: 'ballet', otherClassGroupId: 'jazz' }],
    }),
  },
  ...(['CONSECUTIVE', 'DIFFERENT_DAYS'] as const).map((kind) => ({
    rule: 'LINKED' as const,
    name: kind === 'CONSECUTIVE' ? 'a class comes right after the other' : 'two classes are never on one day',
    school: smallSchool({
      rooms: ROOMS,
      teachers: TEACHERS,
      classGroups: TWO_CLASSES,
      links: [{ kind, classGroupId: 'ballet', otherClassGroupId: 'jazz' }],
    }),
  })),
];

const OPTIONS = { seed: 1, budget: { steps: 8000 } };

describe('whatever a class prefers', () => {
  test.each(TEMPTATIONS)('$name', ({ rule, school }) => {
    const kept = makeTimetable(school, OPTIONS);
    expect({ breaches: breaches(school, kept), unplaced: kept.unplaced }).toEqual({ breaches: [], unplaced: [] });
    const tempted = makeTimetable(school, { ...OPTIONS, without: new Set([rule]) });
    expect(new Set(breaches(school, tempted).map((breach) => breach.rule))).toEqual(new Set([rule]));
  });

  test('every hard rule is tempted', () => {
    expect(new Set(TEMPTATIONS.map(({ rule }) => rule))).toEqual(new Set(HARD_RULES));
  });
});
