import { DateTime } from 'luxon';
import { type Broken, checkClasses, checkTeachersDays, checkYoung } from './breaches-of-days.ts';
import { daysOf, minuteOf, type SchoolDay } from './calendar.ts';
import { gridOf } from './grid.ts';
import { type HeldLesson, heldLessons } from './held-lesson.ts';
import type { HardRule, Outage, School, WeeklyTimetable } from './model.ts';

/** A rule that does not hold, and the lessons that break it. */
export interface SchoolBreach {
  rule: HardRule;
  lessons: string[];
}

/** Plain and slow, in the school's words, lesson by lesson and pair by pair: knows neither the search core nor how it is asked. */
export function breaches(school: School, timetable: WeeklyTimetable): SchoolBreach[] {
  const found: SchoolBreach[] = [];
  const broken: Broken = (rule, ...lessons) => found.push({ rule, lessons: lessons.map(({ label }) => label) });
  const lessons = heldLessons(school, timetable);
  const days = daysOf(school.period);
  const placed = lessons.filter(({ placement }) => placement !== null);
  for (const lesson of placed) {
    checkTime(school, days, lesson, broken);
    checkRoom(school, lesson, broken);
    checkTeacher(school, lesson, broken);
  }
  checkTogether(school, lessons, broken);
  checkLoads(school, lessons, broken);
  checkLinks(school, placed, broken);
  checkClasses(school, lessons, broken);
  checkTeachersDays(school, lessons, broken);
  checkYoung(school, lessons, broken);
  return found;
}

function checkTime(school: School, days: readonly SchoolDay[], lesson: HeldLesson, broken: Broken): void {
  const { policy, branches } = school;
  const branch = branches.find(({ id }) => id === lesson.branchId);
  const { weekday, end, group } = lesson;
  if (branch?.openingHours && !isWithin(branch.openingHours, lesson)) broken('OPENING_HOURS', lesson);
  if (end > (group?.online ? policy.latestOnlineEndMinute : policy.latestEndMinute)) broken('LATEST_END', lesson);
  if (!branch || branch.closingDays.length === 0) return;
  const dates = days.filter((day) => day.weekday === weekday);
  const closed = dates.filter(({ date }) =>
    branch.closingDays.some(({ firstDay, lastDay }) => firstDay <= date && date <= lastDay),
  );
  if (closed.length * 2 > dates.length) broken('CLOSING_DAYS', lesson);
}

function checkRoom(school: School, lesson: HeldLesson, broken: Broken): void {
  const { group, roomId } = lesson;
  const room = school.rooms.find(({ id }) => id === roomId);
  if (group === null || (group.online && roomId === null)) return;
  if (room === undefined || room.branchId !== group.branchId || group.roomIds?.includes(room.id) === false) {
    broken('ROOM_SUITS', lesson);
    return;
  }
  if (room.capacity < group.size) broken('CAPACITY', lesson);
  if (group.neededEquipment.some((each) => !room.equipment.includes(each))) broken('EQUIPMENT', lesson);
  if (isMostlyLost(school, lesson, room.closures)) broken('ROOM_CLOSURE', lesson);
}

function checkTeacher(school: School, lesson: HeldLesson, broken: Broken): void {
  const { group, teacherId } = lesson;
  const teacher = school.teachers.find(({ id }) => id === teacherId);
  if (group === null) return;
  if (
    teacher === undefined ||
    !teacher.branchIds.includes(group.branchId) ||
    group.teacherIds?.includes(teacher.id) === false
  ) {
    broken('TEACHER_SUITS', lesson);
    return;
  }
  if (teacher.courseIds?.includes(group.courseId) === false) broken('SKILL', lesson);
  if (group.tiers?.includes(teacher.tier ?? '') === false) broken('TIER', lesson);
  if (teacher.weeklyHours && !isWithin(teacher.weeklyHours, lesson)) broken('TEACHER_HOURS', lesson);
  if (isMostlyLost(school, lesson, teacher.absences)) broken('TEACHER_ABSENCE', lesson);
}

const isWithin = (
  periods: readonly { weekday: number; startTime: string; endTime: string }[],
  { weekday, start, end }: HeldLesson,
): boolean =>
  periods.some((each) => {
    return each.weekday === weekday && minuteOf(each.startTime) <= start && end <= minuteOf(each.endTime);
  });

/** Is some slot of it lost on more than half of its dates? */
function isMostlyLost(school: School, { weekday, start, end }: HeldLesson, outages: readonly Outage[]): boolean {
  if (outages.length === 0) return false;
  const { slotMinutes } = gridOf(school);
  const dates = daysOf(school.period).filter((day) => day.weekday === weekday);
  for (let minute = start; minute < end; minute += slotMinutes) {
    const lost = dates.filter(({ date }) => {
      const from = DateTime.fromISO(date, { zone: school.timeZone }).set({ hour: 0, minute });
      const to = from.plus({ minutes: Math.min(slotMinutes, end - minute) });
      return outages.some((outage) => outage.from < to.toJSDate() && from.toJSDate() < outage.to);
    });
    if (lost.length * 2 > dates.length) return true;
  }
  return false;
}

/** Nobody and nothing is in two places, and everybody has the time to get from one to the other. */
function checkTogether(school: School, lessons: readonly HeldLesson[], broken: Broken): void {
  const classesOf = Map.groupBy(
    school.students.flatMap(({ id, classGroupIds }) =>
      [...new Set(classGroupIds)].map((classGroupId) => ({ id, classGroupId })),
    ),
    ({ classGroupId }) => classGroupId,
  );
  const childrenOf = ({ classGroupId }: HeldLesson): ReadonlySet<string> =>
    new Set(classesOf.get(classGroupId ?? '')?.map(({ id }) => id));
  for (const day of Map.groupBy(lessons, ({ weekday }) => weekday).values()) {
    const children = new Map(day.map((lesson) => [lesson, childrenOf(lesson)]));
    for (const [i, one] of day.entries())
      for (const other of day.slice(i + 1)) {
        if (one.placement === null && other.placement === null) continue;
        const share = () => !(children.get(one) ?? new Set()).isDisjointFrom(children.get(other) ?? new Set());
        checkPair(school, [one, other], share, broken);
      }
  }
}

function checkPair(school: School, [one, other]: [HeldLesson, HeldLesson], share: () => boolean, broken: Broken): void {
  const apart = Math.max(other.start - one.end, one.start - other.end);
  const travel = one.branchId === other.branchId ? 0 : minutesBetween(school, one.branchId, other.branchId);
  if (apart >= 0 && apart >= travel) return;
  const sameRoom = one.roomId !== null && one.roomId === other.roomId;
  const sameTeacher = one.teacherId !== null && one.teacherId === other.teacherId;
  const sameClass = one.classGroupId !== null && one.classGroupId === other.classGroupId;
  const sameChild = !sameClass && share();
  const isFixed = one.placement === null || other.placement === null;
  const clash = (rule: HardRule) => broken(isFixed ? 'FIXED' : rule, one, other);
  if (apart < 0) {
    if (sameRoom) clash('ROOM_ONCE');
    if (sameTeacher) clash('TEACHER_ONCE');
    if (sameClass) clash('CLASS_ONCE');
    if (sameChild) clash('STUDENT_ONCE');
  } else {
    if (sameTeacher) clash('TEACHER_TRAVEL');
    if (sameChild) clash('STUDENT_TRAVEL');
  }
}

const minutesBetween = ({ travel }: School, one: string, other: string): number =>
  travel
    .filter(({ branchId, otherBranchId }) => [branchId, otherBranchId].every((id) => id === one || id === other))
    .reduce((most, { minutes }) => Math.max(most, minutes), 0);

function checkLoads({ teachers }: School, lessons: readonly HeldLesson[], broken: Broken): void {
  const byTeacher = Map.groupBy(lessons, ({ teacherId }) => teacherId);
  const minutes = (those: readonly HeldLesson[]) => those.reduce((sum, { start, end }) => sum + end - start, 0);
  const isOurs = (those: readonly HeldLesson[]) => those.some(({ placement }) => placement !== null);
  for (const { id, maxMinutesPerDay, maxMinutesPerWeek } of teachers) {
    const own = byTeacher.get(id) ?? [];
    if (maxMinutesPerWeek !== null && isOurs(own) && minutes(own) > maxMinutesPerWeek) broken('TEACHER_WEEK', ...own);
    for (const day of Map.groupBy(own, ({ weekday }) => weekday).values())
      if (maxMinutesPerDay !== null && isOurs(day) && minutes(day) > maxMinutesPerDay) broken('TEACHER_DAY', ...day);
  }
}

function checkLinks({ links }: School, placed: readonly HeldLesson[], broken: Broken): void {
  const byClass = Map.groupBy(placed, ({ classGroupId }) => classGroupId);
  for (const { kind, classGroupId, otherClassGroupId } of links) {
    const [own, others] = [byClass.get(classGroupId) ?? [], byClass.get(otherClassGroupId) ?? []];
    for (const one of own)
      for (const other of others) {
        const isPair = one.placement?.lesson === other.placement?.lesson;
        const sameDay = one.weekday === other.weekday;
        const wanted = kind === 'SAME_START' ? one.start : one.heldTo;
        if (kind === 'DIFFERENT_DAYS' ? sameDay : isPair && !(sameDay && other.start === wanted))
          broken('LINKED', one, other);
      }
  }
}
