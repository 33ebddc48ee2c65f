import type { Ask, Asked, Model } from './model.ts';
import { type FetNode, text } from './read.ts';

/** What the days of teachers and students are like. */
export const DAYS: Readonly<Record<string, Ask>> = {
  TeacherMaxHoursDaily: (model, { node }) => atMostDaily(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersMaxHoursDaily: (model, { node }) => atMostDaily(model, node, teachers(model)),
  StudentsSetMaxHoursDaily: (model, { node }) => atMostDaily(model, node, studentsOf(model, text(node, 'Students'))),
  StudentsMaxHoursDaily: (model, { node }) => atMostDaily(model, node, students(model)),

  TeacherMinHoursDaily: (model, { node }) => atLeastDaily(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersMinHoursDaily: (model, { node }) => atLeastDaily(model, node, teachers(model)),
  TeacherMaxHoursContinuously: (model, { node }) => inRow(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersMaxHoursContinuously: (model, { node }) => inRow(model, node, teachers(model)),

  TeacherMaxGapsPerWeek: (model, { node }) => withFewGaps(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersMaxGapsPerWeek: (model, { node }) => withFewGaps(model, node, teachers(model)),
  StudentsSetMaxGapsPerWeek: (model, { node }) => withFewGaps(model, node, studentsOf(model, text(node, 'Students'))),
  StudentsMaxGapsPerWeek: (model, { node }) => withFewGaps(model, node, students(model)),

  TeacherMinRestingHours: (model, { node }) => rested(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersMinRestingHours: (model, { node }) => rested(model, node, teachers(model)),
  TeacherMinDaysPerWeek: (model, { node }) => onManyDays(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersMinDaysPerWeek: (model, { node }) => onManyDays(model, node, teachers(model)),
  TeacherMaxDaysPerWeek: (model, { node }) => onFewDays(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersMaxDaysPerWeek: (model, { node }) => onFewDays(model, node, teachers(model)),
  TeacherIntervalMaxDaysPerWeek: (model, { node }) =>
    onFewDaysWithin(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersIntervalMaxDaysPerWeek: (model, { node }) => onFewDaysWithin(model, node, teachers(model)),
};

/** Somebody whose days are meant, and their activities. */
interface Party {
  name: string;
  own: number[];
}

const teacher = (model: Model, name: string): Party => ({
  name: `teacher ${name}`,
  own: model.numbersWhere((activity) => activity.teachers.includes(name)),
});

const teachers = (model: Model): Party[] =>
  [...new Set(model.fet.activities.flatMap((activity) => activity.teachers))].map((name) => teacher(model, name));

const studentsOf = (model: Model, set: string): Party[] =>
  [...(model.fet.subgroups.get(set) ?? [])].map((name) => ({
    name: `students ${name}`,
    own: model.numbersWhere(({ subgroups }) => subgroups.has(name)),
  }));

const students = (model: Model): Party[] =>
  [...model.fet.subgroups].flatMap(([name, parts]) => (parts.has(name) ? studentsOf(model, name) : []));

function atMostDaily(model: Model, node: FetNode, parties: readonly Party[]): Asked {
  const maxSlots = Number(text(node, 'Maximum_Hours_Daily'));
  for (const { name, own } of parties) model.shapeDay(name, own, { maxSlots });
  return 'hard';
}

/** Nobody comes on a day that is shorter than theirs should be: the search would fill it as far as it goes, and be stuck. */
function atLeastDaily(model: Model, node: FetNode, parties: readonly Party[]): Asked {
  if (text(node, 'Allow_Empty_Days') === 'false') return 'left out';
  const minSlots = Number(text(node, 'Minimum_Hours_Daily'));
  for (const { name, own } of parties) {
    model.shapeDay(name, own, { minSlots });
    for (const day of model.grid.slotOf) {
      const open = day.filter((slot) => slot !== undefined);
      if (open.length < minSlots) for (const slot of open) for (const activity of own) model.close(activity, slot);
    }
  }
  return 'hard';
}

/** A break ends a row; the core knows breaks that are the same on each day. */
function inRow(model: Model, node: FetNode, parties: readonly Party[]): Asked {
  if (model.grid.breaksAfter === undefined) return 'left out';
  const maxInRow = Number(text(node, 'Maximum_Hours_Continuously'));
  for (const { name, own } of parties) model.shapeDay(name, own, { maxInRow });
  return 'hard';
}

/**
 * Hours at which somebody cannot be there count as gaps, which is more than FET asks. Where none are allowed each one costs: the
 * annealing closes the last gaps sooner than places are found that leave none.
 */
function withFewGaps(model: Model, node: FetNode, parties: readonly Party[]): Asked {
  const maxIdleSlots = Number(text(node, 'Max_Gaps'));
  if (maxIdleSlots === 0) {
    for (const { name, own } of parties) model.shapeDay(name, own, { idleCost: 1 });
    return 'aimed at';
  }
  for (const { name, own } of parties) model.shapeWeek(name, own, { maxIdleSlots });
  return 'hard';
}

/** Breaks are no rest here, which is more than FET asks. */
function rested(model: Model, node: FetNode, parties: readonly Party[]): Asked {
  if (text(node, 'Circular') === 'true') return 'left out';
  const restSlots = Number(text(node, 'Minimum_Resting_Hours'));
  for (const { name, own } of parties) model.shapeWeek(name, own, { restSlots });
  return 'hard';
}

/** So few hours a day that fewer days would not hold them: more than FET asks. */
function onManyDays(model: Model, node: FetNode, parties: readonly Party[]): Asked {
  const days = Number(text(node, 'Minimum_Days_Per_Week'));
  for (const { name, own } of parties) {
    const hours = own.reduce((sum, number) => sum + (model.fet.activities[number]?.duration ?? 0), 0);
    if (days > 1) model.shapeDay(name, own, { maxSlots: Math.ceil(hours / (days - 1)) - 1 });
  }
  return 'hard';
}

function onFewDays(model: Model, node: FetNode, parties: readonly Party[]): Asked {
  for (const { name, own } of parties) model.shapeWeek(name, own, { maxDays: Number(text(node, 'Max_Days_Per_Week')) });
  return 'hard';
}

/** In a part of the day. The core counts whole days only. */
function onFewDaysWithin({ fet, grid, fewDays }: Model, node: FetNode, parties: readonly Party[]): Asked {
  const [from, to] = [text(node, 'Interval_Start_Hour'), text(node, 'Interval_End_Hour')];
  const first = fet.hours.indexOf(from);
  const end = to === '' ? fet.hours.length : fet.hours.indexOf(to);
  const slotsOfDays = grid.slotOf.map((ofDay) => ofDay.slice(first, end).filter((slot) => slot !== undefined));
  const most = Number(text(node, 'Max_Days_Per_Week'));
  for (const { own } of parties) fewDays.push({ activities: own, slotsOfDays, most });
  return 'aimed at';
}
