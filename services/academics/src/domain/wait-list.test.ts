import { expect, test } from '@jest/globals';
import {
  checkEntryMayBecome,
  checkNoSeatFree,
  checkOfferStands,
  offerEndsAt,
  WAIT_LIST_STATUSES,
  type WaitListStatus,
} from './wait-list.ts';

const now = new Date('2026-03-02T02:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const may = (status: WaitListStatus, next: WaitListStatus): boolean => {
  try {
    checkEntryMayBecome({ id: 'e', status }, next);
    return true;
  } catch {
    return false;
  }
};
const reachable = (status: WaitListStatus) => WAIT_LIST_STATUSES.filter((next) => may(status, next));

test('who waits is offered a seat, put into the class, leaves, or the class is closed', () => {
  expect(reachable('WAITING')).toEqual(['OFFERED', 'ENROLLED', 'LEFT', 'CLOSED']);
});
test('an offer is taken, declined, left or lapses, and never goes back to waiting', () => {
  expect(reachable('OFFERED')).toEqual(['ENROLLED', 'DECLINED', 'LAPSED', 'LEFT', 'CLOSED']);
});
test('what has ended stays so', () => {
  for (const status of ['ENROLLED', 'DECLINED', 'LAPSED', 'LEFT', 'CLOSED'] as const)
    expect(reachable(status)).toEqual([]);
});
test('nobody waits for a class with seats free; held seats are not free', () => {
  const group = { id: 'g', name: '甲班', capacity: 3, enrolledCount: 2, heldCount: 0 };
  expect(() => checkNoSeatFree(group)).toThrow('Class 甲班 has 1 seats free. Enrol the child');
  expect(() => checkNoSeatFree({ ...group, heldCount: 1 })).not.toThrow();
});
test('an offer stands until its deadline and not at it', () => {
  const offered = { id: 'e', status: 'OFFERED', offerEndsAt: later(24) } as const;
  expect(() => checkOfferStands(offered, later(23.9))).not.toThrow();
  expect(() => checkOfferStands(offered, later(24))).toThrow('held until 2026-03-03T02:00:00.000Z');
  expect(() => checkOfferStands({ ...offered, status: 'WAITING' }, now)).toThrow('No seat is held');
  expect(() => checkOfferStands({ ...offered, status: 'DECLINED' }, now)).toThrow('is DECLINED');
});
test('a seat is held for as many hours as the policy says', () => {
  expect(offerEndsAt(now, { offerHours: 36 })).toEqual(later(36));
});
