import { expect, test } from '@jest/globals';
import { clashError } from './clash.ts';

const taken = {
  kind: 'ROOM',
  resourceId: 'room-1',
  resourceName: 'A201',
  time: { startsAt: new Date('2026-03-02T10:00:00Z'), endsAt: new Date('2026-03-02T11:30:00Z') },
  timeZone: 'Asia/Shanghai',
} as const;

test('a clash names the room, the other class and the time on the branch’s clock, in both languages', () => {
  const error = clashError({ ...taken, other: { scheduledLessonId: 'lesson-1', className: 'Maths 3B' } });
  expect(error.code).toBe('ROOM_CLASH');
  expect(error.messages.en).toBe(
    'Room A201 is taken by class Maths 3B on 2026-03-02 18:00–19:30. Choose another room or time.',
  );
  expect(error.messages['zh-CN']).toBe('教室“A201”已被班级“Maths 3B”占用:2026-03-02 18:00–19:30。请更换教室或时间。');
  expect(error.details).toMatchObject({ scheduledLessonId: 'lesson-1', resourceId: 'room-1' });
});

test('of another branch’s class nothing is told but the time', () => {
  const error = clashError({ ...taken, kind: 'TEACHER', resourceName: 'Ms Lin', other: null });
  expect(error.code).toBe('TEACHER_CLASH');
  expect(error.message).toContain('Teacher Ms Lin teaches a class of another branch on 2026-03-02 18:00–19:30');
  expect(error.details.scheduledLessonId).toBeNull();
});

test('an activity in the way is named as such', () => {
  const other = { activityId: 'a', activityTitle: '家长课堂' };
  const said = (kind: 'ROOM' | 'TEACHER' | 'STUDENT') => clashError({ ...taken, kind, resourceName: 'X', other });
  expect(said('ROOM').message).toContain('Room X is taken by activity 家长课堂 on');
  expect(said('TEACHER').message).toContain('Teacher X hosts activity 家长课堂 on');
  expect(said('STUDENT').messages['zh-CN']).toContain('学员“X”已报名活动“家长课堂”');
  expect(said('STUDENT').details).toMatchObject({ activityId: 'a', scheduledLessonId: null });
});
