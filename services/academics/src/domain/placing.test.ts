import { expect, test } from '@jest/globals';
import { classFull } from './class-group.ts';
import { notMoved, ofAnotherBranch, promotionTime, studentsNotPlaced } from './placing.ts';

const clock = { timeZone: 'Asia/Shanghai', now: new Date('2026-03-02T09:00:00Z') };
const group = { id: 'g', name: '二级', capacity: 12, heldCount: 0 };

test('who cannot come is named with the reason, in both languages', () => {
  const error = studentsNotPlaced(group, [
    notMoved({ studentId: 'a', name: '甲' }, classFull(group)),
    notMoved({ studentId: 'b', name: 'b' }, ofAnotherBranch('b')),
  ]);
  expect(error.message).toContain('2 students cannot come into class 二级, so nobody was moved.');
  expect(error.message).toContain('甲: All 12 seats of class 二级 are taken.');
  expect(error.messages['zh-CN']).toContain('甲: 班级“二级”的 12 个名额已满');
  expect(error.details.students).toEqual([
    { studentId: 'a', code: 'CLASS_FULL' },
    { studentId: 'b', code: 'STUDENT_OF_ANOTHER_BRANCH' },
  ]);
});
test('a promotion is for now or for the midnight of a day that is not far', () => {
  expect(promotionTime(null, clock)).toEqual(clock.now);
  expect(promotionTime('2026-03-02', clock)).toEqual(clock.now);
  expect(promotionTime('2026-03-09', clock).toISOString()).toBe('2026-03-08T16:00:00.000Z');
  expect(() => promotionTime('2026-03-01', clock)).toThrow('today or within 184 days');
  expect(() => promotionTime('2026-09-30', clock)).toThrow('on 2026-09-30');
});
