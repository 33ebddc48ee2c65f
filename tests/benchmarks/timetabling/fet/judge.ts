import type { FetPlace } from './adapt.ts';
import { type FetConstraint, type FetProblem, nodes, text } from './read.ts';
import { RULES } from './rules.ts';
import { Week } from './week.ts';

/** What a timetable breaks, said from the file's own words. */
export interface Judgement {
  /** In words: what FET itself never allows, and each constraint of weight 100 that does not hold. */
  broken: string[];
  /** Constraints of weight 100 that this evaluator has no rule for. */
  unjudged: FetConstraint[];
  /** Of those below 100 that it has a rule for. */
  softKept: number;
  soft: number;
}

/**
 * Knows nothing of the search core or of the adapter, and shares only the reading of the file with them, so that a mistake in the one
 * cannot hide in the other. FET's own timetables are judged by it as well.
 */
export function judge(fet: FetProblem, places: readonly FetPlace[]): Judgement {
  const week = new Week(fet, places);
  const judged = fet.constraints.map((constraint) => ({
    constraint,
    holds: RULES[constraint.name]?.(week, constraint.node),
  }));
  const isHard = ({ constraint }: { constraint: FetConstraint }) => constraint.weight === 100;
  const soft = judged.filter((each) => !isHard(each) && each.holds !== undefined);
  return {
    broken: [
      ...always(fet, week),
      ...judged.filter((each) => isHard(each) && each.holds === false).map(({ constraint }) => describe(constraint)),
    ],
    unjudged: judged.filter((each) => isHard(each) && each.holds === undefined).map(({ constraint }) => constraint),
    softKept: soft.filter(({ holds }) => holds).length,
    soft: soft.length,
  };
}

/** What needs no constraint of its own: everything is placed, within its day, and nobody and no room is needed twice at once. */
function always(fet: FetProblem, week: Week): string[] {
  const found: string[] = [];
  const users = new Map<string, string>();
  for (const activity of fet.activities) {
    const placed = week.placed(activity.id);
    if (placed === undefined) {
      found.push(`${activity.id} has no place`);
      continue;
    }
    const { place, hours } = placed;
    if (place.hour + activity.duration > fet.hours.length) found.push(`${activity.id} reaches past its day`);
    const room = fet.rooms.find(({ name }) => name === place.room);
    if (place.room !== undefined && room === undefined) found.push(`${activity.id} in no room that there is`);
    if (room && room.capacity < activity.headcount) found.push(`${activity.id} in a room too small`);
    const needed = [
      ...activity.teachers.map((name) => `teacher ${name}`),
      ...[...activity.subgroups].map((name) => `students ${name}`),
      ...(place.room === undefined ? [] : [`room ${place.room}`]),
    ];
    for (const who of needed)
      for (const hour of hours) {
        const key = `${who} on ${fet.days[place.day]} at ${fet.hours[hour]}`;
        const other = users.get(key);
        if (other !== undefined) found.push(`${key}: ${other} and ${activity.id}`);
        users.set(key, activity.id);
      }
  }
  return found;
}

function describe({ name, node }: FetConstraint): string {
  const parts = Object.keys(node)
    .filter((key) => !['Weight_Percentage', 'Active', 'Comments'].includes(key) && nodes(node, key).length === 0)
    .map((key) => `${key} ${text(node, key)}`);
  return `${name} (${parts.join(', ')})`;
}
