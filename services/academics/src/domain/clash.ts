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

interface Words {
  /** What the resource does at that time. */
  en: (name: string, by: string) => string;
  zh: (name: string, by: string) => string;
  remedy: string;
  remedyZh: string;
}

const WORDS: Record<ResourceKind, Words> = {
  ROOM: {
    en: (name, by) => `Room ${name} is taken by ${by}`,
    zh: (name, by) => `教室“${name}”已被${by}占用`,
    remedy: 'Choose another room or time.',
    remedyZh: '请更换教室或时间。',
  },
  TEACHER: {
    en: (name, by) => `Teacher ${name} teaches ${by}`,
    zh: (name, by) => `教师“${name}”已安排给${by}`,
    remedy: 'Choose another teacher or time.',
    remedyZh: '请更换老师或时间。',
  },
  STUDENT: {
    en: (name, by) => `Student ${name} has a lesson of ${by}`,
    zh: (name, by) => `学员“${name}”要上${by}的课`,
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
      en: `${en(resourceName, other ? `class ${other.className}` : 'a class of another branch')} on ${when}. ${remedy}`,
      'zh-CN': `${zh(resourceName, other ? `班级“${other.className}”` : '其他校区的班级')}:${when}。${remedyZh}`,
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

/** CLASS_CLASH: a class has one lesson at a time, also while it has no students yet. */
export function classClashError(
  { id, name }: { id: string; name: string },
  other: LessonTime & { id: string },
  timeZone: string,
): DomainError {
  const when = printLessonTime(other, timeZone);
  return conflict(
    'CLASS_CLASH',
    {
      en: `Class ${name} has a lesson on ${when} already. Choose another time, or move that lesson.`,
      'zh-CN': `班级“${name}”在 ${when} 已有课次,请更换时间或调整该课次。`,
    },
    {
      ...{ classGroupId: id, scheduledLessonId: other.id },
      ...{ startsAt: other.startsAt.toISOString(), endsAt: other.endsAt.toISOString() },
    },
  );
}
