import { type Assignment, FORBIDDEN, NOWHERE, type TimetablingProblem } from '@campusgraph/academics/timetabling';
import { DAYS } from './ask-days.ts';
import { DISTANT_PAIRS, PAIRS } from './ask-pairs.ts';
import { HOME_ROOMS, ROOMS, SAME_ROOMS } from './ask-rooms.ts';
import { TIMES } from './ask-times.ts';
import { grid } from './grid.ts';
import { type Asked, Model, roomChoices, STRICT } from './model.ts';
import type { FetConstraint, FetProblem } from './read.ts';

/** From this weight on a constraint is asked as if it were hard, which is more than FET asks; what weighs less is left out. */
const ASKED_FROM = 90;

/** The later ones depend on what the earlier ones leave. */
const PASSES = [{ ...TIMES, ...PAIRS, ...ROOMS, ...DAYS }, { ...HOME_ROOMS, ...DISTANT_PAIRS }, SAME_ROOMS];

export interface Adapted {
  model: Model;
  /** Each with a part of the file's constraints. */
  asked: Readonly<Record<Asked, readonly FetConstraint[]>>;
}

/** Each activity is a series of one lesson, with the number that it has among the active ones. */
export function adapt(fet: FetProblem, lenience = STRICT): Adapted {
  const model = new Model(fet, grid(fet), lenience);
  shareTeachersAndStudents(model);
  const outcome = new Map<FetConstraint, Asked>(fet.constraints.map((constraint) => [constraint, 'left out']));
  for (const pass of PASSES)
    for (const constraint of fet.constraints) {
      const ask = pass[constraint.name];
      if (ask && constraint.weight >= ASKED_FROM) outcome.set(constraint, model.ask(ask, constraint));
    }
  const of = (asked: Asked) => fet.constraints.filter((constraint) => outcome.get(constraint) === asked);
  return {
    model,
    asked: { hard: of('hard'), 'aimed at': of('aimed at'), 'left out': of('left out') },
  };
}

/** Where an activity is: its day and hour by their numbers, its room by its name. */
export interface FetPlace {
  id: string;
  day: number;
  hour: number;
  room?: string;
}

export function places({ fet, grid: { hourOf } }: Model, { starts, rooms }: Assignment): FetPlace[] {
  return fet.activities.flatMap(({ id }, activity) => {
    const at = hourOf[starts[activity] ?? NOWHERE];
    const room = fet.rooms[rooms[activity] ?? NOWHERE]?.name;
    return at === undefined ? [] : [{ id, ...at, ...(room !== undefined && { room }) }];
  });
}

function shareTeachersAndStudents(model: Model): void {
  const parties = new Map<string, number[]>();
  for (const [number, { teachers, subgroups }] of model.fet.activities.entries())
    for (const party of [...teachers.map((name) => `teacher ${name}`), ...subgroups]) {
      const own = parties.get(party) ?? [];
      parties.set(party, own);
      for (const other of own) model.keepApart(other, number, 0);
      own.push(number);
    }
}

/** As the model stands now. */
export function timetablingProblem(model: Model): TimetablingProblem {
  const { fet, grid, starts, gaps, daysApart, agendas, links, closedRoomSlots, roomLimits, sameHours } = model;
  const count = fet.activities.length;
  return {
    days: grid.days,
    slotsPerDay: grid.slotsPerDay,
    rooms: closedRoomSlots.map((closed) => ({ closed: [...closed] })),
    teachers: [],
    series: fet.activities.map(({ duration }, number) => {
      const choices = roomChoices(model, number);
      const hasNoRoom = model.rooms[number] !== undefined && choices.length === 0;
      return {
        lessons: 1,
        durationSlots: duration,
        startCosts: Array.from(starts[number] ?? [], (allowed) => (allowed && !hasNoRoom ? 0 : FORBIDDEN)),
        rooms: choices,
        teachers: [],
      };
    }),
    conflicts: Array.from(gaps, ([key, gapSlots]) => ({
      a: Math.floor(key / count),
      b: key % count,
      gapSlots,
      daysApart: daysApart.get(key) ?? 0,
    })),
    agendas: [...agendas.values()],
    links,
    roomLimits,
    sameHours,
    ...(grid.breaksAfter && { breaksAfter: grid.breaksAfter }),
    unplacedCost: 1000,
  };
}
