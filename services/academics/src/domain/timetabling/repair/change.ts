import type { LocalizedMessage } from '@campusgraph/errors';
import { dayOf, type Lesson, type Place, type Situation } from './situation.ts';

export type ChangeCode = 'LESSON_PLACED' | 'LESSON_CHANGED' | 'LESSON_CANCELLED' | 'LESSON_MADE_UP';

export interface Change {
  code: ChangeCode;
  lessonId: string;
  before: Place | null;
  after: Place | null;
  messages: LocalizedMessage;
}

/** The timetable with the changes in it. */
export function applied(situation: Situation, changes: readonly Pick<Change, 'lessonId' | 'after'>[]): Situation {
  const after = new Map(changes.map((change) => [change.lessonId, change.after]));
  const lessons = situation.lessons.map((lesson) => {
    const place = after.get(lesson.id);
    return place === undefined ? lesson : { ...lesson, place };
  });
  return { ...situation, lessons };
}

/** The changes that take these back. */
export const undone = (changes: readonly Change[]): Pick<Change, 'lessonId' | 'before' | 'after'>[] =>
  changes.map(({ lessonId, before, after }) => ({ lessonId, before: after, after: before }));

export function change(situation: Situation, lesson: Lesson, after: Place | null, isMadeUp: boolean): Change {
  const before = lesson.place;
  const code = codeOf(before, after, isMadeUp);
  return { code, lessonId: lesson.id, before, after, messages: words(situation, lesson, { code, after }) };
}

function codeOf(before: Place | null, after: Place | null, isMadeUp: boolean): ChangeCode {
  if (after === null) return 'LESSON_CANCELLED';
  if (before === null) return 'LESSON_PLACED';
  return isMadeUp && before.start !== after.start ? 'LESSON_MADE_UP' : 'LESSON_CHANGED';
}

function words(situation: Situation, lesson: Lesson, { code, after }: { code: ChangeCode; after: Place | null }) {
  const { place: before, slots } = lesson;
  const group = situation.classes.find(({ id }) => id === lesson.classId)?.name ?? lesson.classId;
  const time = (place: Place) => printTime(situation, place.start, slots);
  const room = (place: Place) => situation.rooms.find(({ id }) => id === place.roomId)?.name ?? place.roomId;
  const teacher = (place: Place) =>
    situation.teachers.find(({ id }) => id === place.teacherId)?.name ?? place.teacherId;
  const en = (place: Place) => `${time(place)}, room ${room(place)}, teacher ${teacher(place)}`;
  const zh = (place: Place) => `${time(place)},教室“${room(place)}”,教师“${teacher(place)}”`;
  const was = before ? time(before) : '';
  if (!after)
    return before
      ? { en: `${group} on ${was} is cancelled.`, 'zh-CN': `“${group}”${was} 的课次取消。` }
      : { en: `${group}: no place was found for one lesson.`, 'zh-CN': `“${group}”有一个课次无法安排。` };
  if (!before) return { en: `${group} gets a lesson: ${en(after)}.`, 'zh-CN': `“${group}”新排课次:${zh(after)}。` };
  if (code === 'LESSON_MADE_UP')
    return {
      en: `${group} on ${was} is cancelled and made up: ${en(after)}.`,
      'zh-CN': `“${group}”${was} 的课次取消,补课安排:${zh(after)}。`,
    };
  const parts = [
    before.start === after.start ? null : [`to ${time(after)}`, `时间改为 ${time(after)}`],
    before.roomId === after.roomId ? null : [`to room ${room(after)}`, `教室改为“${room(after)}”`],
    before.teacherId === after.teacherId ? null : [`to teacher ${teacher(after)}`, `教师改为“${teacher(after)}”`],
  ].filter((part) => part !== null);
  return {
    en: `${group} on ${was} changes ${parts.map(([text]) => text).join(', ')}.`,
    'zh-CN': `“${group}”${was} 的课次${parts.map(([, text]) => text).join(',')}。`,
  };
}

/** `2026-03-02 18:00–19:00`. */
export function printTime(situation: Situation, start: number, slots: number): string {
  const day = new Date(`${situation.firstDay}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + dayOf(situation, start));
  const clock = (slot: number) => {
    const minutes = slot * situation.slotMinutes;
    return `${`${Math.floor(minutes / 60)}`.padStart(2, '0')}:${`${minutes % 60}`.padStart(2, '0')}`;
  };
  const first = start % situation.slotsPerDay;
  return `${day.toISOString().slice(0, 10)} ${clock(first)}–${clock(first + slots)}`;
}
