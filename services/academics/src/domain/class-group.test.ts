import { expect, test } from '@jest/globals';
import {
  checkCapacity,
  checkClassMayBecome,
  checkRoomBranch,
  checkRoomSize,
  checkSeat,
  fillRate,
  freeSeats,
} from './class-group.ts';

const group = { id: 'g', name: 'Maths 3B', capacity: 2, enrolledCount: 1, heldCount: 0, status: 'OPEN' } as const;
const room = { id: 'r', name: 'A201', capacity: 12, branchId: 'b' };

test('the last seat may be taken, not one more', () => {
  expect(() => checkSeat(group)).not.toThrow();
  expect(() => checkSeat({ ...group, enrolledCount: 2 })).toThrow('All 2 seats of class Maths 3B are taken');
});
test('who goes on later sits there still', () => {
  expect(() => checkSeat(group, { leaving: 1 })).toThrow('All 2 seats');
});
test('a class is closed once, and opened again once', () => {
  expect(() => checkClassMayBecome(group, 'CLOSED')).not.toThrow();
  expect(() => checkClassMayBecome(group, 'OPEN')).toThrow('Class Maths 3B is OPEN and cannot become OPEN');
  expect(() => checkClassMayBecome({ ...group, status: 'CLOSED' }, 'OPEN')).not.toThrow();
  expect(() => checkClassMayBecome({ ...group, status: 'CLOSED' }, 'CLOSED')).toThrow('is CLOSED');
});
test('a seat that is held for somebody is taken for everybody else', () => {
  const held = { ...group, heldCount: 1 };
  expect(freeSeats(held)).toBe(0);
  expect(() => checkSeat(held)).toThrow('All 2 seats of class Maths 3B are taken (1 held for the wait list)');
  expect(() => checkSeat(held, { isHeldFor: true })).not.toThrow();
});
test('a class is not made smaller than the seats that are taken or held', () => {
  const held = { ...group, heldCount: 1 };
  expect(() => checkCapacity(2, held)).not.toThrow();
  expect(() => checkCapacity(1, held)).toThrow('1 seats are taken and 1 are held. Give at least 2');
});
test('nobody joins a closed class', () => {
  expect(() => checkSeat({ ...group, status: 'CLOSED' })).toThrow('Class Maths 3B is closed');
});
test('a class fits its room', () => {
  expect(() => checkRoomSize(12, room)).not.toThrow();
  expect(() => checkRoomSize(13, room)).toThrow('Room A201 holds 12; 13 seats are asked for');
});
test('a class meets in its own branch', () => {
  expect(() => checkRoomBranch('b', room)).not.toThrow();
  expect(() => checkRoomBranch('c', room)).toThrow('another branch');
});
test('9 of 12 seats taken is a fill rate of 75 %', () => {
  expect(fillRate({ capacity: 12, enrolledCount: 9 })).toBe(0.75);
});
