import { expect, test } from '@jest/globals';
import { checkChange, checkChangeable } from './lesson.ts';

const lesson = {
  id: 'l',
  status: 'SCHEDULED',
  startsAt: new Date('2026-03-02T10:00:00Z'),
  endsAt: new Date('2026-03-02T11:30:00Z'),
} as const;

test('a lesson may be moved until it ends', () => {
  expect(() => checkChangeable(lesson, new Date('2026-03-02T11:29:59Z'))).not.toThrow();
  expect(() => checkChangeable(lesson, new Date('2026-03-02T11:30:00Z'))).toThrow('SCHOOL_CANCELLED');
});
test('a cancelled lesson stays cancelled', () => {
  expect(() => checkChangeable({ ...lesson, status: 'CANCELLED' }, lesson.startsAt)).toThrow('was cancelled');
});
test('a change changes something', () => {
  const change = { ...lesson, roomId: 'r', teacherId: 't' };
  expect(() => checkChange('l', change, { ...change })).toThrow('already');
  expect(() => checkChange('l', change, { ...change, teacherId: 'u' })).not.toThrow();
});
