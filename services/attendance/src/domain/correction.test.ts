import { expect, test } from '@jest/globals';
import { checkCorrection } from './correction.ts';

const noShow = { id: 'r', studentId: 's', status: 'NO_SHOW', minutesLate: null } as const;

test('a no-show who was there after all is corrected', () => {
  expect(() => checkCorrection(noShow, { status: 'PRESENT', minutesLate: null }, false)).not.toThrow();
});
test('a correction corrects something', () => {
  expect(() => checkCorrection(noShow, { status: 'NO_SHOW', minutesLate: null }, false)).toThrow('NO_SHOW already');
});
test('leave cannot be made up afterwards', () => {
  expect(() => checkCorrection(noShow, { status: 'LEAVE', minutesLate: null }, false)).toThrow(
    'Nobody asked for leave',
  );
  expect(() => checkCorrection(noShow, { status: 'LEAVE', minutesLate: null }, true)).not.toThrow();
});
