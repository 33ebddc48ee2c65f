import type { Ask, Asked, Model } from './model.ts';
import { type FetNode, text } from './read.ts';

/** What the days of teachers and students are like. */
export const DAYS: Readonly<Record<string, Ask>> = {
  TeacherMaxHoursDaily: (model, { node }) => atMostDaily(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersMaxHoursDaily: (model, { node }) => atMostDaily(model, node, teachers(model)),
  StudentsSetMaxHoursDaily: (model, { node }) => atMostDaily(model, node, studentsOf(model, text(node, 'Students'))),
  StudentsMaxHoursDaily: (model, { node }) => atMostDaily(model, node, students(model)),

  TeacherMaxGapsPerWeek: (model, { node }) => withoutGaps(model, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersMaxGapsPerWeek: (model) => withoutGaps(model, teachers(model)),
  StudentsSetMaxGapsPerWeek: (model, { node }) => withoutGaps(model, studentsOf(model, text(node, 'Students'))),
  StudentsMaxGapsPerWeek: (model) => withoutGaps(model, students(model)),

  TeacherMaxDaysPerWeek: (model, { node }) => onFewDays(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersMaxDaysPerWeek: (model, { node }) => onFewDays(model, node, teachers(model)),
  TeacherIntervalMaxDaysPerWeek: (model, { node }) =>
    onFewDays(model, node, [teacher(model, text(node, 'Teacher_Name'))]),
  TeachersIntervalMaxDaysPerWeek: (model, { node }) => onFewDays(model, node, teachers(model)),
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

/** The core has no number of gaps that is still good: each one costs, also where some are allowed. */
function withoutGaps(model: Model, parties: readonly Party[]): Asked {
  for (const { name, own } of parties) model.shapeDay(name, own, { idleCost: 1 });
  return 'aimed at';
}

/** In the interval, which is the whole day if none is named. */
function onFewDays({ fet, grid, fewDays }: Model, node: FetNode, parties: readonly Party[]): Asked {
  const [from, to] = [text(node, 'Interval_Start_Hour'), text(node, 'Interval_End_Hour')];
  const first = from === '' ? 0 : fet.hours.indexOf(from);
  const end = to === '' ? fet.hours.length : fet.hours.indexOf(to);
  const slotsOfDays = grid.slotOf.map((ofDay) => ofDay.slice(first, end).filter((slot) => slot !== undefined));
  const most = Number(text(node, 'Max_Days_Per_Week'));
  for (const { own } of parties) fewDays.push({ activities: own, slotsOfDays, most });
  return 'aimed at';
}
