import type { Ask, Asked, Model } from './model.ts';
import { type FetConstraint, type FetNode, text, texts } from './read.ts';

/** How activities lie to each other. */
export const PAIRS: Readonly<Record<string, Ask>> = {
  ActivitiesNotOverlapping: (model, constraint) => apart(model, constraint, 0),
  MinGapsBetweenActivities: (model, constraint) => apart(model, constraint, Number(text(constraint.node, 'MinGaps'))),
  ActivitiesSameStartingTime: (model, constraint) => {
    const [first, ...others] = members(model, constraint);
    return linked(others.every((other) => first === undefined || model.link(first, other, 0)));
  },
  TwoActivitiesConsecutive: (model, { node }) => {
    const [first, second] = grouped(model, node);
    return first === undefined || second === undefined ? 'hard' : follows(model, first, second);
  },
  ActivitiesSameStartingHour: (model, constraint) => {
    model.sameHours.push(members(model, constraint));
    return 'hard';
  },
  TwoActivitiesGrouped: (model, { node }) => {
    const [first, second] = grouped(model, node);
    if (first === undefined || second === undefined) return 'hard';
    return model.lenience.turned.has(first) ? follows(model, second, first) : follows(model, first, second);
  },
};

/** To be entered after the links: a soft distance does not hold where a link says the opposite. */
export const DISTANT_PAIRS: Readonly<Record<string, Ask>> = {
  MinDaysBetweenActivities: (model, constraint) => {
    const days = Number(text(constraint.node, 'MinDays'));
    const all = members(model, constraint);
    const areTooMany = (all.length - 1) * days >= model.grid.days;
    const areLinked = all.some((one, i) => all.slice(i + 1).some((other) => model.areLinked(one, other)));
    if (constraint.weight < 100 && (areTooMany || areLinked)) return 'left out';
    for (const [i, one] of all.entries()) for (const other of all.slice(i + 1)) model.keepDaysApart(one, other, days);
    return 'hard';
  },
};

const members = (model: Model, { node }: FetConstraint): number[] => model.numbers(texts(node, 'Activity_Id'));

const linked = (holds: boolean): Asked => (holds ? 'hard' : 'left out');

function apart(model: Model, constraint: FetConstraint, gapSlots: number): Asked {
  const all = members(model, constraint);
  for (const [i, one] of all.entries()) for (const other of all.slice(i + 1)) model.keepApart(one, other, gapSlots);
  return 'hard';
}

const grouped = (model: Model, node: FetNode): number[] =>
  model.numbers([text(node, 'First_Activity_Id'), text(node, 'Second_Activity_Id')]);

const follows = (model: Model, first: number, second: number): Asked =>
  linked(model.link(first, second, model.fet.activities[first]?.duration ?? 0));
