import { compile } from '../school/compile.ts';
import { gridOf } from '../school/grid.ts';
import { type ClassGroup, HARD_RULES, type HardRule, type School } from '../school/index.ts';
import { sameClasses } from '../school/same-classes.ts';
import type { Finding } from './finding.ts';
import { type Demand, type Shortage, shortages } from './flow.ts';
import { Week } from './week.ts';
import { childTooFewHours, classHasNoTime, roomsTooFewHours, teachersTooFewHours } from './words.ts';

const NOTHING = { roomIds: [], teacherIds: [], neededMinutes: null, availableMinutes: null, rules: [], proven: true };

/** What cannot be, by counting alone: each holds whatever a search does. */
export function counted(school: School): Finding[] {
  const whole = new Week(compile(school));
  const isHopeless = new Map(
    school.classGroups.map((group, series) => [group, whole.mostLessons(series) < group.lessonsPerWeek]),
  );
  const alone = school.classGroups.filter((group) => isHopeless.get(group)).map((group) => classAlone(school, group));
  const rest = { ...school, classGroups: school.classGroups.filter((group) => !isHopeless.get(group)) };
  const week = alone.length === 0 ? whole : new Week(compile(rest));
  return [
    ...alone,
    ...tooFewHours(rest, week, 'rooms'),
    ...tooFewHours(rest, week, 'teachers'),
    ...children(rest, week),
  ];
}

/** A class that has no time, no room or no teacher even if no other class met. */
function classAlone(school: School, group: ClassGroup): Finding {
  const only = { ...school, classGroups: [group], links: [] };
  const most = (without?: ReadonlySet<HardRule>) => new Week(compile(only, without)).mostLessons(0);
  const needed = group.lessonsPerWeek;
  const found = most();
  const rules = HARD_RULES.filter((rule) => rule !== 'CLASS_ONCE' && most(new Set([rule])) >= needed);
  const message = classHasNoTime(group.name, { found, needed }, rules);
  return { ...NOTHING, code: 'CLASS_HAS_NO_TIME', classGroupIds: [group.id], rules, message };
}

type Resource = 'rooms' | 'teachers';

/** Classes that ask more hours of all the rooms, or teachers, that will do than these have. */
function tooFewHours(school: School, week: Week, of: Resource): Finding[] {
  // Classes that can use the same ones are one demand.
  const alike = Map.groupBy(school.classGroups.keys(), (series) =>
    JSON.stringify((week.problem.series[series]?.[of] ?? []).map(({ id }) => id)),
  );
  alike.delete('[]');
  const series = [...alike.values()];
  const demands = [...alike].map(
    ([suppliers, those]): Demand => ({ suppliers: JSON.parse(suppliers), amount: sum(lengths(week, those)) }),
  );
  const open = week.slots([...school.classGroups.keys()]);
  const supply =
    of === 'rooms'
      ? school.rooms.map((_, id) => week.roomSlots(id, open))
      : school.teachers.map((_, id) => week.teacherSlots(id, open));
  return shortages(demands, supply).map((shortage) => {
    const those = shortage.demands.flatMap((demand) => series[demand] ?? []);
    return shortageFinding(school, of, shortage, { those, lengths: lengths(week, those) });
  });
}

function shortageFinding(
  school: School,
  of: Resource,
  { suppliers, needed, available }: Shortage,
  { those, lengths }: { those: readonly number[]; lengths: readonly number[] },
): Finding {
  const { slotMinutes } = gridOf(school);
  const amounts = { neededMinutes: needed * slotMinutes, availableMinutes: available * slotMinutes };
  const resources = suppliers.toSorted((a, b) => a - b).flatMap((id) => school[of][id] ?? []);
  const groups = those.flatMap((each) => school.classGroups[each] ?? []);
  const [names, classNames] = [resources, groups].map((all) => all.map(({ name }) => name));
  const say = of === 'rooms' ? roomsTooFewHours : teachersTooFewHours;
  return {
    ...NOTHING,
    ...amounts,
    code: of === 'rooms' ? 'ROOMS_TOO_FEW_HOURS' : 'TEACHERS_TOO_FEW_HOURS',
    classGroupIds: groups.map(({ id }) => id),
    [of === 'rooms' ? 'roomIds' : 'teacherIds']: resources.map(({ id }) => id),
    message: say(names ?? [], classNames ?? [], amounts, fewestThatFree(lengths, needed - available)),
  };
}

/** Children whose classes need more hours than all the times that any of them can have. */
function children(school: School, week: Week): Finding[] {
  const { slotMinutes } = gridOf(school);
  const number = new Map(school.classGroups.map(({ id }, i) => [id, i]));
  return sameClasses(school).flatMap(({ classGroupIds, children: count }): Finding[] => {
    const series = classGroupIds.flatMap((id) => number.get(id) ?? []);
    const needed = sum(lengths(week, series));
    const available = series.length < 2 ? needed : week.slots(series).length;
    if (needed <= available) return [];
    const amounts = { neededMinutes: needed * slotMinutes, availableMinutes: available * slotMinutes };
    const groups = series.flatMap((each) => school.classGroups[each] ?? []);
    const message = childTooFewHours(
      count,
      groups.map(({ name }) => name),
      amounts,
    );
    return [
      { ...NOTHING, ...amounts, code: 'CHILD_TOO_FEW_HOURS', classGroupIds: groups.map(({ id }) => id), message },
    ];
  });
}

/** Slots that each class needs in the week. */
const lengths = ({ problem }: Week, series: readonly number[]): number[] =>
  series.map((each) => (problem.series[each]?.lessons ?? 0) * (problem.series[each]?.durationSlots ?? 0));

/** So many of the largest amounts make up for what is missing. */
function fewestThatFree(amounts: readonly number[], missing: number): number {
  let [count, freed] = [0, 0];
  for (const amount of amounts.toSorted((a, b) => b - a)) {
    if (freed >= missing) break;
    freed += amount;
    count++;
  }
  return count;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
