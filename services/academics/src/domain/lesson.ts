import { conflict, invalid } from '@campusgraph/errors';
import type { LessonTime } from './lesson-time.ts';

/** SCHEDULED → CANCELLED, and never back: a cancelled lesson that takes place after all is scheduled anew. */
export type LessonStatus = 'SCHEDULED' | 'CANCELLED';

interface Lesson extends LessonTime {
  id: string;
  status: LessonStatus;
}

/** Throws LESSON_CANCELLED, or LESSON_OVER once it has ended: what was held is history, which the roll call tells. */
export function checkChangeable({ id, status, endsAt }: Lesson, now: Date): void {
  if (status === 'CANCELLED') {
    throw conflict(
      'LESSON_CANCELLED',
      {
        en: `Lesson ${id} was cancelled. Schedule a new lesson instead.`,
        'zh-CN': `课次 ${id} 已取消,请重新排课。`,
      },
      { scheduledLessonId: id },
    );
  }
  if (endsAt <= now) {
    throw conflict(
      'LESSON_OVER',
      {
        en: `Lesson ${id} ended at ${endsAt.toISOString()} and cannot be changed. If it was not held, take the roll with SCHOOL_CANCELLED.`,
        'zh-CN': `课次 ${id} 已于 ${endsAt.toISOString()} 结束,不能再调整;若未上课,请以“学校取消”点名。`,
      },
      { scheduledLessonId: id, endsAt: endsAt.toISOString() },
    );
  }
}

export interface LessonChange extends LessonTime {
  roomId: string;
  teacherId: string;
}

/** Throws NOTHING_TO_CHANGE when time, room and teacher stay as they are. */
export function checkChange(id: string, before: LessonChange, after: LessonChange): void {
  const same =
    before.roomId === after.roomId &&
    before.teacherId === after.teacherId &&
    before.startsAt.getTime() === after.startsAt.getTime() &&
    before.endsAt.getTime() === after.endsAt.getTime();
  if (!same) return;
  throw invalid(
    'NOTHING_TO_CHANGE',
    {
      en: `Lesson ${id} has this time, room and teacher already. Give the one that changes.`,
      'zh-CN': `课次 ${id} 的时间、教室和老师均未变化,请填写要调整的内容。`,
    },
    { scheduledLessonId: id },
  );
}
