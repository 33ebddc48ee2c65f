import { describe, expect, test } from '@jest/globals';
import { checkMinutesLate, checkRoll, checkRollOpen, mark, type RollEntry } from './roll-call.ts';

const lesson = { id: 'l', startsAt: new Date('2026-03-02T10:00:00Z'), status: 'SCHEDULED' } as const;
const recordedAs = (status: 'PRESENT' | 'LATE' | 'NO_SHOW', minutesLate: number | null = null) => ({
  id: 'r',
  status,
  minutesLate,
  rollStatus: status,
  rollMinutesLate: minutesLate,
});
const entry = (rest: Partial<RollEntry>): RollEntry => ({ studentId: 's', ...rest });
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
};

describe('when the roll can be taken', () => {
  test('from half an hour before the lesson, and at any time after it', () => {
    expect(code(() => checkRollOpen(lesson, new Date('2026-03-02T09:29:59Z')))).toBe('LESSON_NOT_STARTED');
    expect(code(() => checkRollOpen(lesson, new Date('2026-03-02T09:30:00Z')))).toBe('accepted');
    expect(code(() => checkRollOpen(lesson, new Date('2026-03-05T09:30:00Z')))).toBe('accepted');
  });
  test('not of a cancelled lesson', () => {
    expect(code(() => checkRollOpen({ ...lesson, status: 'CANCELLED' }, lesson.startsAt))).toBe('LESSON_CANCELLED');
  });
});

describe('a line of the roll', () => {
  test('without a status: who asked for leave is on leave, everyone else is there', () => {
    expect(mark(entry({}), true, null)).toEqual({ status: 'LEAVE', minutesLate: null });
    expect(mark(entry({}), false, null)).toEqual({ status: 'PRESENT', minutesLate: null });
  });
  test('who asked for leave and came after all is there', () => {
    expect(mark(entry({ status: 'PRESENT' }), true, null)).toEqual({ status: 'PRESENT', minutesLate: null });
  });
  test('leave that nobody asked for is refused, with a hint to no-show', () => {
    expect(() => mark(entry({ status: 'LEAVE' }), false, null)).toThrow('Record NO_SHOW');
  });
  test('the same again changes nothing', () => {
    expect(mark(entry({ status: 'LATE', minutesLate: 5 }), false, recordedAs('LATE', 5))).toBeNull();
    expect(mark(entry({}), false, recordedAs('NO_SHOW'))).toBeNull();
  });
  test('another status is refused, naming both and the way to correct it', () => {
    const send = () => mark(entry({ status: 'PRESENT' }), false, recordedAs('NO_SHOW'));
    expect(code(send)).toBe('ATTENDANCE_ALREADY_RECORDED');
    expect(send).toThrow('recorded as NO_SHOW already, not PRESENT. Use correctAttendance');
    expect(code(() => mark(entry({ status: 'LATE', minutesLate: 9 }), false, recordedAs('LATE', 5)))).toBe(
      'ATTENDANCE_ALREADY_RECORDED',
    );
  });
  test('the first roll, sent again after a correction, neither undoes it nor fails', () => {
    const corrected = { ...recordedAs('NO_SHOW'), rollStatus: 'PRESENT' } as const;
    expect(mark(entry({ status: 'PRESENT' }), false, corrected)).toBeNull();
    expect(mark(entry({ status: 'NO_SHOW' }), false, corrected)).toBeNull();
  });
  test('minutes late belong to who is late', () => {
    expect(code(() => checkMinutesLate('LATE', 5))).toBe('accepted');
    expect(code(() => checkMinutesLate('LATE', 0))).toBe('INVALID_MINUTES_LATE');
    expect(code(() => checkMinutesLate('PRESENT', 5))).toBe('INVALID_MINUTES_LATE');
  });
  test('a student stands in a roll once', () => {
    expect(code(() => checkRoll([entry({}), entry({})]))).toBe('INVALID_ROLL');
    expect(code(() => checkRoll([]))).toBe('INVALID_ROLL');
    expect(code(() => checkRoll([entry({})]))).toBe('accepted');
  });
});
