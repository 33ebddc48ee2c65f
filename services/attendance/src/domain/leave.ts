import { conflict } from '@campusgraph/errors';
import { lessonCancelled } from './roll-call.ts';

interface Lesson {
  id: string;
  startsAt: Date;
  status: 'SCHEDULED' | 'CANCELLED';
}

/**
 * Leave is asked for before the lesson begins; whether that was early enough to cost nothing is billing's policy. Throws
 * LEAVE_TOO_LATE, LESSON_CANCELLED.
 */
export function checkLeaveTime({ id, startsAt, status }: Lesson, now: Date): void {
  if (status === 'CANCELLED') throw lessonCancelled(id);
  if (now < startsAt) return;
  throw conflict(
    'LEAVE_TOO_LATE',
    {
      en: `Lesson ${id} began at ${startsAt.toISOString()}; leave can be asked for only before. Call the front desk.`,
      'zh-CN': `课次 ${id} 已于 ${startsAt.toISOString()} 开始,只能在开始前请假,请联系前台。`,
    },
    { scheduledLessonId: id, startsAt: startsAt.toISOString() },
  );
}
