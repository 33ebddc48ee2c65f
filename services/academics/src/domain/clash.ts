import { conflict, type DomainError } from '@campusgraph/errors';
import { type LessonTime, printLessonTime } from './lesson-time.ts';

/** What can be in one place at a time only. */
export const RESOURCE_KINDS = ['ROOM', 'TEACHER', 'STUDENT'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** What has the resource already. */
export type Occupant = { scheduledLessonId: string; className: string } | { activityId: string; activityTitle: string };

export interface Clash {
  kind: ResourceKind;
  resourceId: string;
  /** The room's, teacher's or student's name. */
  resourceName: string;
  /** Null when it is of a branch that the principal does not see: then no more than the time is told. */
  other: Occupant | null;
  /** When the other lesson or activity is. */
  time: LessonTime;
  /** Of the branch in which the refused lesson is. */
  timeZone: string;
}

interface Words {
  /** What the resource does at that time. */
  en: (name: string, by: string) => string;
  zh: (name: string, by: string) => string;
  activity: (name: string, title: string) => string;
  activityZh: (name: string, title: string) => string;
  remedy: string;
  remedyZh: string;
}

const WORDS: Record<ResourceKind, Words> = {
  ROOM: {
    en: (name, by) => `Room ${name} is taken by ${by}`,
    zh: (name, by) => `教室“${name}”已被${by}占用`,
    activity: (name, title) => `Room ${name} is taken by activity ${title}`,
    activityZh: (name, title) => `教室“${name}”已被活动“${title}”占用`,
    remedy: 'Choose another room or time.',
    remedyZh: '请更换教室或时间。',
  },
  TEACHER: {
    en: (name, by) => `Teacher ${name} teaches ${by}`,
    zh: (name, by) => `教师“${name}”已安排给${by}`,
    activity: (name, title) => `Teacher ${name} hosts activity ${title}`,
    activityZh: (name, title) => `教师“${name}”要主持活动“${title}”`,
    remedy: 'Choose another teacher or time.',
    remedyZh: '请更换老师或时间。',
  },
  STUDENT: {
    en: (name, by) => `Student ${name} has a lesson of ${by}`,
    zh: (name, by) => `学员“${name}”要上${by}的课`,
    activity: (name, title) => `Student ${name} has a seat at activity ${title}`,
    activityZh: (name, title) => `学员“${name}”已报名活动“${title}”`,
    remedy: 'Choose another class or move the lesson.',
    remedyZh: '请选择其他班级或调整课次。',
  },
};

/** ROOM_CLASH, TEACHER_CLASH or STUDENT_CLASH (C20): who is where already, and when. */
export function clashError({ kind, resourceId, resourceName, other, time, timeZone }: Clash): DomainError {
  const when = printLessonTime(time, timeZone);
  const { remedy, remedyZh } = WORDS[kind];
  const [en, zh] = inWords(kind, resourceName, other);
  return conflict(
    `${kind}_CLASH`,
    { en: `${en} on ${when}. ${remedy}`, 'zh-CN': `${zh}:${when}。${remedyZh}` },
    {
      resourceKind: kind,
      resourceId,
      scheduledLessonId: other && 'scheduledLessonId' in other ? other.scheduledLessonId : null,
      activityId: other && 'activityId' in other ? other.activityId : null,
      startsAt: time.startsAt.toISOString(),
      endsAt: time.endsAt.toISOString(),
    },
  );
}

function inWords(kind: ResourceKind, name: string, other: Occupant | null): [en: string, zh: string] {
  const { en, zh, activity, activityZh } = WORDS[kind];
  if (!other) return [en(name, 'a class of another branch'), zh(name, '其他校区的班级')];
  if ('activityId' in other) return [activity(name, other.activityTitle), activityZh(name, other.activityTitle)];
  return [en(name, `class ${other.className}`), zh(name, `班级“${other.className}”`)];
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
