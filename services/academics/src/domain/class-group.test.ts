import { expect, test } from '@jest/globals';
import { checkClassMayBecome, checkRoomBranch, checkRoomSize, checkSeat, fillRate } from './class-group.ts';

const group = { id: 'g', name: 'Maths 3B', capacity: 2, enrolledCount: 1, status: 'OPEN' } as const;
const room = { id: 'r', name: 'A201', capacity: 12, branchId: 'b' };

test('the last seat may be taken, not one more', () => {
  expect(() => checkSeat(group)).not.toThrow();
  expect(() => checkSeat({ ...group, enrolledCount: 2 })).toThrow('All 2 seats of class Maths 3B are taken');
});
test('who goes on later sits there still', () => {
  expect(() => checkSeat(group, 1)).toThrow('All 2 seats');
});
test('a class is closed once, and opened again once', () => {
  expect(() => checkClassMayBecome(group, 'CLOSED')).not.toThrow();
  expect(() => checkClassMayBecome(group, 'OPEN')).toThrow('Class Maths 3B is OPEN and cannot become OPEN');
  expect(() => checkClassMayBecome({ ...group, status: 'CLOSED' }, 'OPEN')).not.toThrow();
  expect(() => checkClassMayBecome({ ...group, status: 'CLOSED' }, 'CLOSED')).toThrow('is CLOSED');
});
test('nobody joins a closed class', () => {
  expect(() => checkSeat({ ...group, status: 'CLOSED' })).toThrow('Class Maths 3B is closed');
});
test('a class fits its room', () => {
  expect(() => checkRoomSize(12, room)).not.toThrow();
  expect(() => checkRoomSize(13, room)).toThrow('Room A201 holds 12, the class 13');
});
test('a class meets in its own branch', () => {
  expect(() => checkRoomBranch('b', room)).not.toThrow();
  expect(() => checkRoomBranch('c', room)).toThrow('another branch');
});
test('9 of 12 seats taken is a fill rate of 75 %', () => {
  expect(fillRate({ capacity: 12, enrolledCount: 9 })).toBe(0.75);
});
