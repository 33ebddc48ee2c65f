import { describe, expect, test } from '@jest/globals';
import { checkLessonTime, checkSeries, lessonTime, printLessonTime, weeklyStarts } from './lesson-time.ts';

const now = new Date('2026-03-02T01:00:00Z');
const at = (iso: string, minutes = 90) => lessonTime(new Date(iso), minutes);
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
};

describe('weekly lessons', () => {
  test('the first one is on the first such weekday, that very day included', () => {
    const starts = weeklyStarts({ weekday: 1, startTime: '18:00', from: '2026-03-02', count: 2 }, 'Asia/Shanghai');
    expect(starts.map((start) => start.toISOString())).toEqual([
      '2026-03-02T10:00:00.000Z',
      '2026-03-09T10:00:00.000Z',
    ]);
  });
  test('a holiday is left out and the term grows by a week', () => {
    const starts = weeklyStarts(
      { weekday: 6, startTime: '09:00', from: '2026-04-25', count: 2, skipDays: ['2026-05-02'] },
      'Asia/Shanghai',
    );
    expect(starts.map((start) => start.toISOString())).toEqual([
      '2026-04-25T01:00:00.000Z',
      '2026-05-09T01:00:00.000Z',
    ]);
  });
  test('six in the evening stays six in the evening where the clocks change', () => {
    const starts = weeklyStarts({ weekday: 3, startTime: '18:00', from: '2026-03-25', count: 2 }, 'Europe/Berlin');
    expect(starts.map((start) => start.toISOString())).toEqual([
      '2026-03-25T17:00:00.000Z',
      '2026-04-01T16:00:00.000Z',
    ]);
  });
  test.each([
    { weekday: 0, startTime: '18:00', from: '2026-03-02', count: 1 },
    { weekday: 1, startTime: '24:00', from: '2026-03-02', count: 1 },
    { weekday: 1, startTime: '18:00', from: '2026-02-30', count: 1 },
    { weekday: 1, startTime: '18:00', from: '2026-03-02', count: 0 },
  ])('a pattern that means nothing is refused: %j', (pattern) => {
    expect(code(() => weeklyStarts(pattern, 'Asia/Shanghai'))).toBe('INVALID_WEEKLY_PATTERN');
  });
});

describe('the time of a lesson', () => {
  test('it ends after it starts', () => {
    expect(code(() => checkLessonTime(at('2026-03-02T10:00:00Z', 0), now))).toBe('INVALID_LESSON_TIME');
    expect(code(() => checkLessonTime(at('2026-03-02T10:00:00Z', 90), now))).toBe('accepted');
  });
  test('one of last week may be entered late, one of two years ahead is a typing error', () => {
    expect(code(() => checkLessonTime(at('2026-02-23T10:00:00Z'), now))).toBe('accepted');
    expect(code(() => checkLessonTime(at('2028-03-02T10:00:00Z'), now))).toBe('LESSON_TOO_FAR');
    expect(code(() => checkLessonTime(at('2025-03-02T10:00:00Z'), now))).toBe('LESSON_TOO_FAR');
  });
  test('a class cannot have two lessons at once, but one right after the other', () => {
    expect(code(() => checkSeries([at('2026-03-02T11:00:00Z'), at('2026-03-02T10:00:00Z')]))).toBe('LESSONS_OVERLAP');
    expect(code(() => checkSeries([at('2026-03-02T11:30:00Z'), at('2026-03-02T10:00:00Z')]))).toBe('accepted');
    expect(code(() => checkSeries([]))).toBe('TOO_MANY_LESSONS');
  });
  test('a message gives it on the branch’s clock', () => {
    expect(printLessonTime(at('2026-03-02T10:00:00Z'), 'Asia/Shanghai')).toBe('2026-03-02 18:00–19:30');
  });
});
