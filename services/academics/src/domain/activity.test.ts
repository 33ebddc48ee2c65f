import { expect, test } from '@jest/globals';
import { checkActivityChangeable, checkMayMarkAttendance, checkRegistrationEnd, checkSeatToTake } from './activity.ts';

const at = (time: string) => new Date(`2026-03-07T${time}:00Z`);
const talk: Parameters<typeof checkSeatToTake>[0] = {
  ...{ id: 'a', title: '家长课堂', seats: 2, seatsTaken: 1, audience: 'BOTH', status: 'SCHEDULED' },
  ...{ startsAt: at('10:00'), endsAt: at('11:00'), registrationEndsAt: at('09:00') },
};

test('the last seat may be taken, not one more', () => {
  expect(() => checkSeatToTake(talk, 'STUDENT', at('08:00'))).not.toThrow();
  expect(() => checkSeatToTake({ ...talk, seatsTaken: 2 }, 'STUDENT', at('08:00'))).toThrow(
    'All 2 seats of activity 家长课堂',
  );
});
test('no seat is taken once registration has ended', () => {
  expect(() => checkSeatToTake(talk, 'STUDENT', at('09:00'))).toThrow('Registration for activity 家长课堂 ended');
});
test('children take no seats of a talk for parents, nor the other way round', () => {
  expect(() => checkSeatToTake({ ...talk, audience: 'GUARDIANS' }, 'STUDENT', at('08:00'))).toThrow(
    'Give guardianId instead',
  );
  expect(() => checkSeatToTake({ ...talk, audience: 'STUDENTS' }, 'GUARDIAN', at('08:00'))).toThrow(
    'Give studentId instead',
  );
});
test('what was cancelled or is over is not changed', () => {
  expect(() => checkActivityChangeable(talk, at('10:30'))).not.toThrow();
  expect(() => checkActivityChangeable(talk, at('11:00'))).toThrow('ended at');
  expect(() => checkActivityChangeable({ ...talk, status: 'CANCELLED' }, at('08:00'))).toThrow('was cancelled');
});
test('registration ends by the start and not in the past', () => {
  expect(() => checkRegistrationEnd(at('10:00'), talk, at('08:00'))).not.toThrow();
  expect(() => checkRegistrationEnd(at('10:01'), talk, at('08:00'))).toThrow('registrationEndsAt');
  expect(() => checkRegistrationEnd(at('08:00'), talk, at('08:00'))).toThrow('registrationEndsAt');
});
test('attendance is marked from half an hour before', () => {
  expect(() => checkMayMarkAttendance(talk, at('09:30'))).not.toThrow();
  expect(() => checkMayMarkAttendance(talk, at('09:29'))).toThrow('from half an hour before');
});
