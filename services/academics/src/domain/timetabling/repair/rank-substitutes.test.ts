import { describe, expect, test } from '@jest/globals';
import { rankSubstitutes } from './rank-substitutes.ts';
import { at, classGroup, lesson, perLesson, room, school, teacher } from './tests/small-school.ts';

const asked = lesson('asked', at(1, '18:00'));
const then = [{ from: at(1, '18:00'), to: at(1, '18:15') }];
const names = (situation: Parameters<typeof rankSubstitutes>[0]) =>
  rankSubstitutes(situation, 'asked').able.map(({ teacherId }) => teacherId);

describe('a substitute', () => {
  test('is rather one whom the class knows', () => {
    const teachers = ['ann', 'bob', 'cai'].map((id) => teacher(id));
    const history = [{ teacherId: 'cai', classId: 'asked', lessons: 4 }];
    expect(names(school({ lessons: [asked], teachers }))).toEqual(['bob', 'cai']);
    expect(names(school({ lessons: [asked], teachers, history }))).toEqual(['cai', 'bob']);
  });

  test('is rather one whose skill is the course than one who may teach anything', () => {
    const teachers = [teacher('ann'), teacher('bob', { courseIds: null }), teacher('cai')];
    expect(names(school({ lessons: [asked], teachers }))).toEqual(['cai', 'bob']);
  });

  test('is rather one who teaches less that week', () => {
    const teachers = ['ann', 'bob', 'cai'].map((id) => teacher(id));
    const busy = lesson('busy', at(3, '10:00'), { teacherId: 'bob' });
    expect(names(school({ lessons: [asked, busy], teachers }))).toEqual(['cai', 'bob']);
  });

  test('is rather one who is in the house than one who has to come for it, or from the other branch', () => {
    const situation = school({
      rooms: [room('r1'), room('r2'), room('r3', { branchId: 'south' })],
      teachers: ['ann', 'bob', 'cai', 'dai'].map((id) => teacher(id)),
      lessons: [
        asked,
        lesson('here', at(1, '16:00'), { roomId: 'r2', teacherId: 'dai' }),
        lesson('far', at(1, '16:00'), { roomId: 'r3', teacherId: 'bob' }),
      ],
    });
    expect(names(situation)).toEqual(['dai', 'cai', 'bob']);
    const codes = rankSubstitutes(situation, 'asked').able.map(({ reasons }) => reasons.map(({ code }) => code));
    expect(codes).toEqual([
      ['SKILLED', 'LOAD'],
      ['SKILLED', 'COMES_FOR_THIS', 'LOAD'],
      ['SKILLED', 'TRAVELS', 'LOAD'],
    ]);
  });

  test('is told with what the lesson would earn them, and costs less where all else is the same; whose pay is unknown comes last', () => {
    const pay = (id: string, fen?: number) => teacher(id, { payFenByDay: fen === undefined ? [] : perLesson(fen) });
    const teachers = [teacher('ann'), pay('bob'), pay('cai', 15_000), pay('dai', 9_000)];
    const { able } = rankSubstitutes(school({ lessons: [asked], teachers }), 'asked');
    expect(able.map(({ teacherId, payFen }) => [teacherId, payFen])).toEqual([
      ['dai', 9_000],
      ['cai', 15_000],
      ['bob', null],
    ]);
    const history = [{ teacherId: 'bob', classId: 'asked', lessons: 1 }];
    expect(names(school({ lessons: [asked], teachers, history }))).toEqual(['bob', 'dai', 'cai']);
  });

  test('who cannot is listed with every reason', () => {
    const situation = school({
      rooms: [room('r1'), room('r2'), room('r3', { branchId: 'south' })],
      classes: ['asked', 'busy', 'far', 'long'].map((id) => classGroup(id)),
      teachers: [
        teacher('ann'),
        teacher('untrained', { courseIds: ['chess'], absent: then }),
        teacher('off', { offHours: then }),
        teacher('busy'),
        teacher('away'),
        teacher('tired', { maxMinutesPerDay: 90, maxMinutesPerWeek: 100 }),
      ],
      lessons: [
        asked,
        lesson('busy', at(1, '18:30'), { roomId: 'r2', teacherId: 'busy' }),
        lesson('far', at(1, '16:45'), { roomId: 'r3', teacherId: 'away' }),
        lesson('long', at(1, '10:00'), { roomId: 'r2', teacherId: 'tired' }),
      ],
    });
    const { able, unable } = rankSubstitutes(situation, 'asked');
    expect(able).toEqual([]);
    expect(unable.map(({ teacherId, reasons }) => [teacherId, ...reasons.map(({ code }) => code)])).toEqual([
      ['untrained', 'NOT_SKILLED', 'ABSENT'],
      ['off', 'OFF_HOURS'],
      ['busy', 'TEACHES_THEN'],
      ['away', 'NO_TIME_TO_TRAVEL'],
      ['tired', 'DAY_FULL', 'WEEK_FULL'],
    ]);
    expect(unable.at(-1)?.reasons[0]?.messages).toEqual({
      en: 'would teach 120 minutes that day; at most 90 were agreed',
      'zh-CN': '当天将授课 120 分钟,超过约定的 90 分钟',
    });
  });
});
