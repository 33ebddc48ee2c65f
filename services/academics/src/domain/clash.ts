import { conflict, type DomainError } from '@campusgraph/errors';
import { type LessonTime, printLessonTime } from './lesson-time.ts';

/** What can be in one place at a time only. */
export const RESOURCE_KINDS = ['ROOM', 'TEACHER', 'STUDENT'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

export interface Clash {
  kind: ResourceKind;
  resourceId: string;
  /** The room's, teacher's or student's name. */
  resourceName: string;
  /** Null when the other lesson is of a branch that the principal does not see: then no more than the time is told. */
  other: { scheduledLessonId: string; className: string } | null;
  /** When the other lesson is. */
  time: LessonTime;
  /** Of the branch in which the refused lesson is. */
  timeZone: string;
}

const WORDS: Record<ResourceKind, { en: string; zh: string; remedy: string; remedyZh: string }> = {
  ROOM: { en: 'Room', zh: '教室', remedy: 'Choose another room or time.', remedyZh: '请更换教室或时间。' },
  TEACHER: {
    en: 'Teacher',
    zh: '老师',
    remedy: 'Choose another teacher or time.',
    remedyZh: '请更换老师或时间。',
  },
  STUDENT: {
    en: 'Student',
    zh: '学员',
    remedy: 'Choose another class or move the lesson.',
    remedyZh: '请选择其他班级或调整课次。',
  },
};

/** ROOM_CLASH, TEACHER_CLASH or STUDENT_CLASH (C20): who is where already, and when. */
export function clashError({ kind, resourceId, resourceName, other, time, timeZone }: Clash): DomainError {
  const { en, zh, remedy, remedyZh } = WORDS[kind];
  const when = printLessonTime(time, timeZone);
  return conflict(
    `${kind}_CLASH`,
    {
      en: `${en} ${resourceName} is taken by ${other ? `class ${other.className}` : 'a class of another branch'} on ${when}. ${remedy}`,
      'zh-CN': `${zh}${resourceName}在 ${when} 已被${other ? `班级“${other.className}”` : '其他校区的班级'}占用。${remedyZh}`,
    },
    {
      resourceKind: kind,
      resourceId,
      scheduledLessonId: other?.scheduledLessonId ?? null,
      startsAt: time.startsAt.toISOString(),
      endsAt: time.endsAt.toISOString(),
    },
  );
}
