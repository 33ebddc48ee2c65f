import { expect, test } from '@jest/globals';
import { checkLeaveTime } from './leave.ts';
import { checkText } from './text.ts';

const lesson = { id: 'l', startsAt: new Date('2026-03-02T10:00:00Z'), status: 'SCHEDULED' } as const;

test('leave is asked for up to the minute before the lesson, not when it has begun', () => {
  expect(() => checkLeaveTime(lesson, new Date('2026-03-02T09:59:59Z'))).not.toThrow();
  expect(() => checkLeaveTime(lesson, lesson.startsAt)).toThrow('only before');
});
test('no leave is needed from a cancelled lesson', () => {
  expect(() => checkLeaveTime({ ...lesson, status: 'CANCELLED' }, new Date('2026-03-01T00:00:00Z'))).toThrow(
    'cancelled',
  );
});
test('a reason says something', () => {
  expect(checkText('reason', ' 发烧 ')).toBe('发烧');
  expect(() => checkText('reason', '  ')).toThrow('reason must have 1 to 500 characters; it has 0');
});
