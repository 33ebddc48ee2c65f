import { conflict, type DomainError, type LocalizedMessage } from '@campusgraph/errors';
import { DateTime } from 'luxon';
import type { LessonChange } from './lesson.ts';
import { type LessonTime, printLessonTime } from './lesson-time.ts';
import { holds, printPeriods, type WeeklyPeriod } from './weekly-periods.ts';

/** Rules that a school sometimes sets aside, by the code of their refusal. What is absent or closed cannot be set aside. */
export const WAIVABLE_RULES = [
  'OUTSIDE_OPENING_HOURS',
  'ON_HOLIDAY',
  'TEACHER_OFF_HOURS',
  'TEACHER_NOT_SKILLED',
  'TEACHER_OVERLOADED',
  'ROOM_LACKS_EQUIPMENT',
] as const;
export type WaivableRule = (typeof WAIVABLE_RULES)[number];

/** Gone or shut from `startsAt` up to, not including, `endsAt`. */
interface Outage extends LessonTime {
  id: string;
  reason: string;
}
export interface TeacherFacts {
  id: string;
  name: string;
  /** Null: any course. */
  courseIds: readonly string[] | null;
  /** Null: whenever the branch is open. */
  weeklyHours: readonly WeeklyPeriod[] | null;
  maxMinutesPerDay: number | null;
  maxMinutesPerWeek: number | null;
  absences: readonly Outage[];
  /** Everything that the teacher is booked for in the weeks in question, the lesson itself included. */
  booked: readonly LessonTime[];
}
export interface RoomFacts {
  id: string;
  name: string;
  equipment: readonly string[];
  closures: readonly Outage[];
}
export interface SchoolFacts {
  branchName: string;
  timeZone: string;
  /** Null: at any time. */
  openingHours: readonly WeeklyPeriod[] | null;
  holidays: readonly { id: string; name: string; firstDay: string; lastDay: string }[];
  course: { id: string; name: string; neededEquipment: readonly string[] };
}

type Refusal = DomainError | null;
const refuse = (code: string, en: string, zh: string, details: Record<string, unknown>): DomainError =>
  conflict(code, { en, 'zh-CN': zh } satisfies LocalizedMessage, details);

/** The first rule that the lesson breaks and that is not waived, as an error that names the clash and the remedy; or null. */
export function unavailable(
  lesson: LessonChange,
  { school, teacher, room }: { school: SchoolFacts; teacher: TeacherFacts; room: RoomFacts },
  waived: readonly WaivableRule[],
): Refusal {
  const when = printLessonTime(lesson, school.timeZone);
  const at = { startsAt: lesson.startsAt.toISOString(), endsAt: lesson.endsAt.toISOString() };
  const all = [
    absent(lesson, teacher, school.timeZone),
    shut(lesson, room, school.timeZone),
    onHoliday(lesson, school, when),
    outsideHours(lesson, school, when),
    offHours(lesson, teacher, { school, when }),
    unskilled(teacher, school),
    unequipped(room, school),
    overloaded(lesson, teacher, school.timeZone),
  ];
  const broken = all.find((one) => one && !waived.includes(one.code as WaivableRule));
  return broken ? conflict(broken.code, broken.messages, { ...at, ...broken.details }) : null;
}

/** TEACHER_ABSENT or ROOM_CLOSED, for what is no lesson; null where both are there, or none is needed. */
export const away = (
  time: LessonTime,
  { teacher, room }: { teacher: Absences | null; room: Closures | null },
  timeZone: string,
): Refusal => (teacher && absent(time, teacher, timeZone)) ?? (room && shut(time, room, timeZone));
type Absences = Pick<TeacherFacts, 'id' | 'name' | 'absences'>;
type Closures = Pick<RoomFacts, 'id' | 'name' | 'closures'>;

const meets = (one: LessonTime, other: LessonTime) => one.startsAt < other.endsAt && other.startsAt < one.endsAt;

function absent(lesson: LessonTime, { id, name, absences }: Absences, timeZone: string): Refusal {
  const absence = absences.find((one) => meets(one, lesson));
  if (!absence) return null;
  const until = printSpan(absence, timeZone);
  return refuse(
    'TEACHER_ABSENT',
    `Teacher ${name} is absent ${until} (${absence.reason}). Choose another teacher or time, or withdraw the absence.`,
    `教师“${name}”在 ${until} 缺勤(${absence.reason}),请更换老师或时间,或撤销该缺勤。`,
    { teacherId: id, teacherAbsenceId: absence.id },
  );
}

function shut(lesson: LessonTime, { id, name, closures }: Closures, timeZone: string): Refusal {
  const closure = closures.find((one) => meets(one, lesson));
  if (!closure) return null;
  const until = printSpan(closure, timeZone);
  return refuse(
    'ROOM_CLOSED',
    `Room ${name} is closed ${until} (${closure.reason}). Choose another room or time, or reopen the room.`,
    `教室“${name}”在 ${until} 停用(${closure.reason}),请更换教室或时间,或恢复该教室。`,
    { roomId: id, roomClosureId: closure.id },
  );
}

function onHoliday(lesson: LessonTime, { holidays, timeZone, branchName }: SchoolFacts, when: string): Refusal {
  const day = (instant: Date) => DateTime.fromJSDate(instant, { zone: timeZone }).toISODate() ?? '';
  const [first, last] = [day(lesson.startsAt), day(new Date(lesson.endsAt.getTime() - 1))];
  const holiday = holidays.find(({ firstDay, lastDay }) => firstDay <= last && first <= lastDay);
  if (!holiday) return null;
  const days = holiday.firstDay === holiday.lastDay ? holiday.firstDay : `${holiday.firstDay}–${holiday.lastDay}`;
  return refuse(
    'ON_HOLIDAY',
    `${branchName} is closed on ${days} (${holiday.name}); the lesson would be on ${when}. Choose another day, or waive ON_HOLIDAY.`,
    `${branchName}在 ${days} 放假(${holiday.name}),该课次时间为 ${when},请更换日期,或豁免 ON_HOLIDAY。`,
    { holidayId: holiday.id },
  );
}

function outsideHours(lesson: LessonTime, school: SchoolFacts, when: string): Refusal {
  const { openingHours, timeZone, branchName } = school;
  if (!openingHours || holds(openingHours, lesson, timeZone)) return null;
  const hours = hoursOn(lesson, openingHours, timeZone);
  return refuse(
    'OUTSIDE_OPENING_HOURS',
    `The lesson on ${when} is outside the opening hours of ${branchName} that day: ${hours ?? 'closed'}. Choose another time, or waive OUTSIDE_OPENING_HOURS.`,
    `课次 ${when} 不在${branchName}当天的营业时间内:${hours ?? '不营业'}。请更换时间,或豁免 OUTSIDE_OPENING_HOURS。`,
    { openingHours: hours },
  );
}

function offHours(
  lesson: LessonTime,
  { id, name, weeklyHours }: TeacherFacts,
  { school, when }: { school: SchoolFacts; when: string },
): Refusal {
  if (!weeklyHours || holds(weeklyHours, lesson, school.timeZone)) return null;
  const hours = hoursOn(lesson, weeklyHours, school.timeZone);
  return refuse(
    'TEACHER_OFF_HOURS',
    `Teacher ${name} does not work on ${when}; that day: ${hours ?? 'not at all'}. Choose another teacher or time, or waive TEACHER_OFF_HOURS.`,
    `教师“${name}”在 ${when} 不上班,当天可排时间:${hours ?? '无'}。请更换老师或时间,或豁免 TEACHER_OFF_HOURS。`,
    { teacherId: id, weeklyHours: hours },
  );
}

function unskilled({ id, name, courseIds }: TeacherFacts, { course }: SchoolFacts): Refusal {
  if (!courseIds || courseIds.includes(course.id)) return null;
  return refuse(
    'TEACHER_NOT_SKILLED',
    `Teacher ${name} does not teach ${course.name}. Choose another teacher, add the course to the skills, or waive TEACHER_NOT_SKILLED.`,
    `教师“${name}”不教授“${course.name}”,请更换老师、补充其可授课程,或豁免 TEACHER_NOT_SKILLED。`,
    { teacherId: id, courseId: course.id },
  );
}

function unequipped({ id, name, equipment }: RoomFacts, { course }: SchoolFacts): Refusal {
  const missing = course.neededEquipment.filter((one) => !equipment.includes(one));
  if (missing.length === 0) return null;
  return refuse(
    'ROOM_LACKS_EQUIPMENT',
    `Room ${name} lacks what ${course.name} needs: ${missing.join(', ')}. Choose another room, or waive ROOM_LACKS_EQUIPMENT.`,
    `教室“${name}”缺少“${course.name}”所需设备:${missing.join('、')}。请更换教室,或豁免 ROOM_LACKS_EQUIPMENT。`,
    { roomId: id, missingEquipment: missing },
  );
}

function overloaded(lesson: LessonTime, teacher: TeacherFacts, timeZone: string): Refusal {
  const { id, name, maxMinutesPerDay, maxMinutesPerWeek } = teacher;
  const start = DateTime.fromJSDate(lesson.startsAt, { zone: timeZone });
  const minutesIn = (unit: 'day' | 'week'): number => {
    const [first, last] = [start.startOf(unit).toJSDate(), start.endOf(unit).toJSDate()];
    const isIn = ({ startsAt }: LessonTime) => first <= startsAt && startsAt <= last;
    return Math.round(teacher.booked.filter(isIn).reduce((sum, one) => sum + lengthMs(one), 0) / 60_000);
  };
  for (const [unit, max, zh] of [
    ['day', maxMinutesPerDay, '当天'],
    ['week', maxMinutesPerWeek, '当周'],
  ] as const) {
    if (max === null) continue;
    const minutes = minutesIn(unit);
    if (minutes <= max) continue;
    const on = start.toISODate();
    return refuse(
      'TEACHER_OVERLOADED',
      `Teacher ${name} would teach ${minutes} minutes in the ${unit} of ${on}; at most ${max} were agreed. Choose another teacher or time, or waive TEACHER_OVERLOADED.`,
      `教师“${name}”在 ${on} ${zh}将授课 ${minutes} 分钟,超过约定的 ${max} 分钟。请更换老师或时间,或豁免 TEACHER_OVERLOADED。`,
      { teacherId: id, minutes, maxMinutes: max },
    );
  }
  return null;
}

const lengthMs = ({ startsAt, endsAt }: LessonTime): number => endsAt.getTime() - startsAt.getTime();

const hoursOn = ({ startsAt }: LessonTime, periods: readonly WeeklyPeriod[], timeZone: string) =>
  printPeriods(periods, DateTime.fromJSDate(startsAt, { zone: timeZone }).weekday);

/** For a message: `2026-03-02 08:00 – 2026-03-05 18:00` on the branch's clock. */
const printSpan = ({ startsAt, endsAt }: LessonTime, zone: string): string =>
  [startsAt, endsAt].map((one) => DateTime.fromJSDate(one, { zone }).toFormat('yyyy-MM-dd HH:mm')).join(' – ');
