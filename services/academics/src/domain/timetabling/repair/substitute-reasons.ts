import type { LocalizedMessage } from '@campusgraph/errors';

/** Why somebody can, or cannot, take a lesson: a stable code, its values, and the words. */
export interface Reason {
  code: string;
  data: Readonly<Record<string, unknown>>;
  messages: LocalizedMessage;
}

/** One kind of reason: from its values to its words. */
const words =
  <T extends Readonly<Record<string, unknown>>>(code: string, en: (data: T) => string, zh: (data: T) => string) =>
  (data: T): Reason => ({ code, data, messages: { en: en(data), 'zh-CN': zh(data) } });

interface Load extends Readonly<Record<string, unknown>> {
  minutes: number;
  maxMinutes: number;
}

export const reason = {
  notSkilled: words<{ courseId: string }>(
    'NOT_SKILLED',
    () => 'does not teach this course',
    () => '不教授该课程',
  ),
  absent: words(
    'ABSENT',
    () => 'is absent then',
    () => '当时缺勤',
  ),
  offHours: words(
    'OFF_HOURS',
    () => 'does not work then',
    () => '当时不上班',
  ),
  teachesThen: words<{ lessonId: string }>(
    'TEACHES_THEN',
    () => 'has another lesson then',
    () => '当时有其他课次',
  ),
  noTimeToTravel: words<{ lessonId: string }>(
    'NO_TIME_TO_TRAVEL',
    () => 'would not get from one branch to the other in time',
    () => '来不及往返两个校区',
  ),
  dayFull: words<Load>(
    'DAY_FULL',
    ({ minutes, maxMinutes }) => `would teach ${minutes} minutes that day; at most ${maxMinutes} were agreed`,
    ({ minutes, maxMinutes }) => `当天将授课 ${minutes} 分钟,超过约定的 ${maxMinutes} 分钟`,
  ),
  weekFull: words<Load>(
    'WEEK_FULL',
    ({ minutes, maxMinutes }) => `would teach ${minutes} minutes that week; at most ${maxMinutes} were agreed`,
    ({ minutes, maxMinutes }) => `当周将授课 ${minutes} 分钟,超过约定的 ${maxMinutes} 分钟`,
  ),
  skilled: words<{ courseId: string }>(
    'SKILLED',
    () => 'teaches this course',
    () => '教授该课程',
  ),
  teachesAnything: words(
    'TEACHES_ANYTHING',
    () => 'may teach any course',
    () => '可教授任何课程',
  ),
  knowsClass: words<{ lessons: number }>(
    'KNOWS_CLASS',
    ({ lessons }) => `has taught the class ${lessons} times`,
    ({ lessons }) => `曾为该班授课 ${lessons} 次`,
  ),
  travels: words<{ minutes: number }>(
    'TRAVELS',
    ({ minutes }) => `travels ${minutes} minutes more that day`,
    ({ minutes }) => `当天多走 ${minutes} 分钟路程`,
  ),
  comesForThis: words(
    'COMES_FOR_THIS',
    () => 'has no other lesson that day',
    () => '当天没有其他课次',
  ),
  load: words<{ hours: number }>(
    'LOAD',
    ({ hours }) => `teaches ${hours} hours that week`,
    ({ hours }) => `当周已有 ${hours} 小时课`,
  ),
};
