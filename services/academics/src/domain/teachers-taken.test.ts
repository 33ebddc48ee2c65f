import { expect, test } from '@jest/globals';
import { mainTeachers } from './teachers-taken.ts';

const lessons = (classGroupId: string, ...teacherIds: string[]) =>
  teacherIds.map((teacherId) => ({ classGroupId, teacherId }));

test('who teaches most of a class is its teacher; of two who teach as much, always the same one', () => {
  const taught = [...lessons('ballet', 'Li', 'Wu', 'Wu'), ...lessons('chess', 'Wu', 'Li')];
  expect(mainTeachers(taught)).toEqual(
    new Map([
      ['ballet', 'Wu'],
      ['chess', 'Li'],
    ]),
  );
  expect(mainTeachers(taught.toReversed())).toEqual(mainTeachers(taught));
});
