import { expect, test } from '@jest/globals';
import { lessonDates } from './lesson-dates.ts';
import { branch, classGroup, room, smallSchool, teacher } from './small-school.ts';

const ballet = {
  placements: [
    {
      classGroupId: 'ballet',
      lesson: 0,
      weekday: 1,
      startMinute: 1080,
      durationMinutes: 60,
      roomId: 'room 1',
      teacherId: 'Li',
    },
  ],
  unplaced: [],
};

test('the pattern is laid over the term; what a holiday, an absence or a closed room takes is listed to be made up', () => {
  const day = (date: string) => ({ from: new Date(`${date}T00:00:00Z`), to: new Date(`${date}T12:00:00Z`) });
  const school = smallSchool({
    branches: [{ ...branch('east'), closingDays: [{ firstDay: '2026-03-08', lastDay: '2026-03-09' }] }],
    teachers: [teacher('Li', { absences: [day('2026-03-16')] })],
    rooms: [room('room 1', { closures: [day('2026-03-23')] })],
    classGroups: [classGroup('ballet')],
  });
  const { lessons, lost } = lessonDates(school, ballet);
  expect(lessons.map(({ startsAt }) => startsAt.toISOString())).toEqual(['2026-03-02T10:00:00.000Z']);
  expect(lost.map(({ date, reason }) => [date, reason])).toEqual([
    ['2026-03-09', 'CLOSING_DAY'],
    ['2026-03-16', 'TEACHER_ABSENT'],
    ['2026-03-23', 'ROOM_CLOSED'],
  ]);
});

test('a lesson at six stays at six when the clocks change', () => {
  const school = smallSchool({ timeZone: 'Europe/Berlin', period: { from: '2026-03-23', to: '2026-03-30' } });
  expect(lessonDates(school, ballet).lessons.map(({ startsAt }) => startsAt.toISOString())).toEqual([
    '2026-03-23T17:00:00.000Z',
    '2026-03-30T16:00:00.000Z',
  ]);
});
