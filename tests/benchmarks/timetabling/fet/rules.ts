import { type FetNode, nodes, text, texts } from './read.ts';
import type { Placed, Week } from './week.ts';

/** Whether a constraint of that name holds. */
export type Holds = (week: Week, node: FetNode) => boolean;

/** As FET's manual says them, one by one and without any table. */
export const RULES: Readonly<Record<string, Holds>> = {
  // Judged always, of every timetable.
  BasicCompulsoryTime: () => true,
  BasicCompulsorySpace: () => true,

  BreakTimes: (week, node) => !meets(week, week.all, nodes(node, 'Break_Time'), ''),
  TeacherNotAvailableTimes: (week, node) =>
    !meets(week, ofTeacher(week, text(node, 'Teacher')), nodes(node, 'Not_Available_Time'), ''),
  StudentsSetNotAvailableTimes: (week, node) =>
    !meets(week, ofStudents(week, text(node, 'Students')), nodes(node, 'Not_Available_Time'), ''),
  RoomNotAvailableTimes: (week, node) =>
    !meets(
      week,
      week.all.filter(({ place }) => place.room === text(node, 'Room')),
      nodes(node, 'Not_Available_Time'),
      '',
    ),

  ActivityPreferredStartingTime: (week, node) => starts(week, named(week, node), [node], 'Preferred_'),
  ActivityPreferredStartingTimes: (week, node) => startsListed(week, node, named(week, node)),
  ActivitiesPreferredStartingTimes: (week, node) => startsListed(week, node, matching(week, node)),
  SubactivitiesPreferredStartingTimes: (week, node) => startsListed(week, node, components(week, node)),
  ActivityPreferredTimeSlots: (week, node) => staysListed(week, node, named(week, node)),
  ActivitiesPreferredTimeSlots: (week, node) => staysListed(week, node, matching(week, node)),
  SubactivitiesPreferredTimeSlots: (week, node) => staysListed(week, node, components(week, node)),

  ActivitiesNotOverlapping: (week, node) => pairs(named(week, node)).every(([one, other]) => distance(one, other) >= 0),
  MinGapsBetweenActivities: (week, node) =>
    pairs(named(week, node)).every(([one, other]) => distance(one, other) >= Number(text(node, 'MinGaps'))),
  MinDaysBetweenActivities: (week, node) =>
    pairs(named(week, node)).every(
      ([one, other]) => Math.abs(one.place.day - other.place.day) >= Number(text(node, 'MinDays')),
    ),
  ActivitiesSameStartingTime: (week, node) =>
    pairs(named(week, node)).every(
      ([{ place }, other]) => place.day === other.place.day && place.hour === other.place.hour,
    ),
  ActivitiesSameStartingHour: (week, node) =>
    pairs(named(week, node)).every(([{ place }, other]) => place.hour === other.place.hour),
  TwoActivitiesConsecutive: (week, node) => {
    const [first, second] = both(week, node);
    return first === undefined || second === undefined || isRightAfter(week, first, second);
  },
  TwoActivitiesGrouped: (week, node) => {
    const [first, second] = both(week, node);
    if (first === undefined || second === undefined) return true;
    return isRightAfter(week, first, second) || isRightAfter(week, second, first);
  },

  TeacherMaxHoursDaily: (week, node) => teachersOf(week, node).every((own) => mostDaily(week, own) <= maxDaily(node)),
  TeachersMaxHoursDaily: (week, node) => teachersOf(week, node).every((own) => mostDaily(week, own) <= maxDaily(node)),
  StudentsSetMaxHoursDaily: (week, node) =>
    subgroupsOf(week, node).every(({ own }) => mostDaily(week, own) <= maxDaily(node)),
  StudentsMaxHoursDaily: (week, node) =>
    subgroupsOf(week, node).every(({ own }) => mostDaily(week, own) <= maxDaily(node)),
  TeacherMinHoursDaily: hasEnoughDaily,
  TeachersMinHoursDaily: hasEnoughDaily,
  TeacherMinDaysPerWeek: (week, node) =>
    teachersOf(week, node).every((own) => week.days(own).size >= Number(text(node, 'Minimum_Days_Per_Week'))),
  TeacherMinRestingHours: isRested,
  TeachersMinRestingHours: isRested,
  TeacherMaxDaysPerWeek: comesSeldom,
  TeachersMaxDaysPerWeek: comesSeldom,
  TeacherIntervalMaxDaysPerWeek: comesSeldom,
  TeachersIntervalMaxDaysPerWeek: comesSeldom,
  TeacherMaxHoursContinuously: rests,
  TeachersMaxHoursContinuously: rests,
  TeacherMaxGapsPerWeek: teachersGaps,
  TeachersMaxGapsPerWeek: teachersGaps,
  StudentsSetMaxGapsPerWeek: studentsGaps,
  StudentsMaxGapsPerWeek: studentsGaps,

  ActivityPreferredRoom: (week, node) => areIn(node, named(week, node)),
  ActivityPreferredRooms: (week, node) => areIn(node, named(week, node)),
  SubjectPreferredRoom: (week, node) => areIn(node, ofSubjectAndTag(week, node)),
  SubjectPreferredRooms: (week, node) => areIn(node, ofSubjectAndTag(week, node)),
  ActivityTagPreferredRoom: (week, node) => areIn(node, ofSubjectAndTag(week, node)),
  ActivityTagPreferredRooms: (week, node) => areIn(node, ofSubjectAndTag(week, node)),
  SubjectActivityTagPreferredRoom: (week, node) => areIn(node, ofSubjectAndTag(week, node)),
  SubjectActivityTagPreferredRooms: (week, node) => areIn(node, ofSubjectAndTag(week, node)),
  StudentsSetHomeRoom: (week, node) => areHome(week, node, ({ students }) => students, text(node, 'Students')),
  StudentsSetHomeRooms: (week, node) => areHome(week, node, ({ students }) => students, text(node, 'Students')),
  TeacherHomeRoom: (week, node) => areHome(week, node, ({ teachers }) => teachers, text(node, 'Teacher')),
  TeacherHomeRooms: (week, node) => areHome(week, node, ({ teachers }) => teachers, text(node, 'Teacher')),
  ActivitiesSameRoomIfConsecutive: (week, node) =>
    pairs(named(week, node)).every(
      ([one, other]) =>
        one.place.room === other.place.room || !(isRightAfter(week, one, other) || isRightAfter(week, other, one)),
    ),
  ActivitiesOccupyMaxDifferentRooms: (week, node) =>
    new Set(named(week, node).flatMap(({ place }) => place.room ?? [])).size <=
    Number(text(node, 'Max_Number_of_Different_Rooms')),
};

const named = (week: Week, node: FetNode): Placed[] => week.of(texts(node, 'Activity_Id'));

const both = (week: Week, node: FetNode): Placed[] => {
  const those = week.of([text(node, 'First_Activity_Id'), text(node, 'Second_Activity_Id')]);
  return those.length === 2 ? those : [];
};

const ofTeacher = ({ all }: Week, name: string): Placed[] =>
  all.filter(({ activity }) => activity.teachers.includes(name));

const ofSubgroup = ({ all }: Week, name: string): Placed[] =>
  all.filter(({ activity }) => activity.subgroups.has(name));

function ofStudents({ all, fet }: Week, set: string): Placed[] {
  const parts = [...(fet.subgroups.get(set) ?? [])];
  return all.filter(({ activity }) => parts.some((name) => activity.subgroups.has(name)));
}

/** The week of the teacher that is named, or of each if none is. */
function teachersOf(week: Week, node: FetNode): Placed[][] {
  const name = text(node, 'Teacher_Name');
  const names = name === '' ? week.fet.activities.flatMap(({ teachers }) => teachers) : [name];
  return [...new Set(names)].map((each) => ofTeacher(week, each));
}

function subgroupsOf(week: Week, node: FetNode): { name: string; own: Placed[] }[] {
  const set = text(node, 'Students');
  const names = set === '' ? [...week.fet.subgroups.values()] : [week.fet.subgroups.get(set) ?? []];
  return [...new Set(names.flatMap((each) => [...each]))].map((name) => ({ name, own: ofSubgroup(week, name) }));
}

/** Whether any of them is at a listed hour. */
const meets = (week: Week, those: readonly Placed[], listed: readonly FetNode[], prefix: string): boolean =>
  those.some(({ place, hours }) => hours.some((hour) => week.isListed(listed, prefix, place.day, hour)));

const starts = (week: Week, those: readonly Placed[], listed: readonly FetNode[], prefix: string): boolean =>
  those.every(({ place }) => week.isListed(listed, prefix, place.day, place.hour));

const startsListed = (week: Week, node: FetNode, those: readonly Placed[]): boolean =>
  starts(week, those, nodes(node, 'Preferred_Starting_Time'), 'Preferred_Starting_');

const staysListed = (week: Week, node: FetNode, those: readonly Placed[]): boolean =>
  those.every(({ place, hours }) =>
    hours.every((hour) => week.isListed(nodes(node, 'Preferred_Time_Slot'), 'Preferred_', place.day, hour)),
  );

function matching(week: Week, node: FetNode): Placed[] {
  const students = text(node, 'Students_Name');
  const wanted = { teachers: text(node, 'Teacher_Name'), tags: text(node, 'Activity_Tag_Name') };
  const [subject, duration] = [text(node, 'Subject_Name'), text(node, 'Duration')];
  return (students === '' ? week.all : ofStudents(week, students)).filter(
    ({ activity }) =>
      (wanted.teachers === '' || activity.teachers.includes(wanted.teachers)) &&
      (wanted.tags === '' || activity.tags.includes(wanted.tags)) &&
      (subject === '' || activity.subject === subject) &&
      (duration === '' || activity.duration === Number(duration)),
  );
}

const components = (week: Week, node: FetNode): Placed[] =>
  matching(week, node).filter(({ activity: { id, splitOf } }) => {
    const parts = week.fet.activities.filter((each) => (splitOf === '0' ? each.id === id : each.splitOf === splitOf));
    return parts[Number(text(node, 'Component_Number')) - 1]?.id === id;
  });

const pairs = (those: readonly Placed[]): [Placed, Placed][] =>
  those.flatMap((one, i) => those.slice(i + 1).map((other): [Placed, Placed] => [one, other]));

/** Hours between them; below 0 where they overlap. */
function distance({ activity, place }: Placed, other: Placed): number {
  if (place.day !== other.place.day) return Number.POSITIVE_INFINITY;
  return Math.max(
    other.place.hour - place.hour - activity.duration,
    place.hour - other.place.hour - other.activity.duration,
  );
}

/** With nothing between them but a break. */
function isRightAfter(week: Week, first: Placed, second: Placed): boolean {
  const end = first.place.hour + first.activity.duration;
  const between = Array.from({ length: Math.max(second.place.hour - end, 0) }, (_, i) => end + i);
  const sameDay = first.place.day === second.place.day;
  return sameDay && second.place.hour >= end && between.every((hour) => week.isBreak(first.place.day, hour));
}

const maxDaily = (node: FetNode): number => Number(text(node, 'Maximum_Hours_Daily'));

const mostDaily = (week: Week, own: readonly Placed[]): number =>
  Math.max(0, ...[...week.days(own).values()].map(({ length }) => length));

function hasEnoughDaily(week: Week, node: FetNode): boolean {
  const least = Number(text(node, 'Minimum_Hours_Daily'));
  const emptyDays = text(node, 'Allow_Empty_Days') !== 'false';
  return teachersOf(week, node).every((own) => {
    const days = [...week.days(own).values()];
    return days.every(({ length }) => length >= least) && (emptyDays || days.length === week.fet.days.length);
  });
}

/** On few days in the interval, which is the whole day if none is named. */
function comesSeldom(week: Week, node: FetNode): boolean {
  const { hours } = week.fet;
  const [from, to] = [text(node, 'Interval_Start_Hour'), text(node, 'Interval_End_Hour')];
  const first = from === '' ? 0 : hours.indexOf(from);
  const end = to === '' ? hours.length : hours.indexOf(to);
  return teachersOf(week, node).every((own) => {
    const days = [...week.days(own).values()].filter((occupied) =>
      occupied.some((hour) => hour >= first && hour < end),
    );
    return days.length <= Number(text(node, 'Max_Days_Per_Week'));
  });
}

/** From the last hour of a day to the first of the next. */
function isRested(week: Week, node: FetNode): boolean {
  const { days, hours } = week.fet;
  const isCircular = text(node, 'Circular') === 'true';
  return teachersOf(week, node).every((own) => {
    const occupied = week.days(own);
    return [...occupied].every(([day, evening]) => {
      const morning = occupied.get(day + 1 === days.length && isCircular ? 0 : day + 1);
      if (morning === undefined) return true;
      const rest = hours.length - 1 - Math.max(...evening) + Math.min(...morning);
      return rest >= Number(text(node, 'Minimum_Resting_Hours'));
    });
  });
}

function rests(week: Week, node: FetNode): boolean {
  const most = Number(text(node, 'Maximum_Hours_Continuously'));
  return teachersOf(week, node).every((own) =>
    [...week.days(own).values()].every((occupied) => {
      const isTaught = (start: number) =>
        Array.from({ length: most + 1 }, (_, i) => start + i).every((hour) => occupied.includes(hour));
      return !occupied.some(isTaught);
    }),
  );
}

/** Free hours between the first and the last of a day. Breaks, and hours at which they cannot be there, are none. */
function gaps(week: Week, own: readonly Placed[], closed: readonly FetNode[]): number {
  return [...week.days(own)].reduce((sum, [day, occupied]) => {
    const [first, last] = [Math.min(...occupied), Math.max(...occupied)];
    const between = Array.from({ length: last - first + 1 }, (_, i) => first + i);
    const isGap = (hour: number) =>
      !occupied.includes(hour) && !week.isBreak(day, hour) && !week.isListed(closed, '', day, hour);
    return sum + between.filter(isGap).length;
  }, 0);
}

function teachersGaps(week: Week, node: FetNode): boolean {
  const name = text(node, 'Teacher_Name');
  const names = name === '' ? week.fet.activities.flatMap(({ teachers }) => teachers) : [name];
  return [...new Set(names)].every(
    (teacher) => gaps(week, ofTeacher(week, teacher), week.closedFor({ teacher })) <= Number(text(node, 'Max_Gaps')),
  );
}

function studentsGaps(week: Week, node: FetNode): boolean {
  return subgroupsOf(week, node).every(
    ({ name, own }) => gaps(week, own, week.closedFor({ students: name })) <= Number(text(node, 'Max_Gaps')),
  );
}

function ofSubjectAndTag({ all }: Week, node: FetNode): Placed[] {
  const [subject, tag] = [text(node, 'Subject'), text(node, 'Activity_Tag')];
  return all.filter(
    ({ activity }) => ['', activity.subject].includes(subject) && (tag === '' || activity.tags.includes(tag)),
  );
}

function areIn(node: FetNode, those: readonly Placed[]): boolean {
  const rooms = [...texts(node, 'Room'), ...texts(node, 'Real_Room'), ...texts(node, 'Preferred_Room')];
  return those.every(({ place }) => place.room !== undefined && rooms.includes(place.room));
}

/** A home room is for those that belong to it alone and for which no room is asked for by another constraint. */
function areHome(
  week: Week,
  node: FetNode,
  of: (activity: Placed['activity']) => readonly string[],
  who: string,
): boolean {
  const elsewhere = new Set(
    week.fet.constraints
      .filter(({ name }) => /PreferredRooms?$/.test(name))
      .flatMap((asked) => [
        ...named(week, asked.node),
        ...(asked.name.startsWith('Activity') && !asked.name.startsWith('ActivityTag')
          ? []
          : ofSubjectAndTag(week, asked.node)),
      ]),
  );
  const own = week.all.filter((placed) => of(placed.activity).length === 1 && of(placed.activity)[0] === who);
  return areIn(
    node,
    own.filter((placed) => !elsewhere.has(placed)),
  );
}
