import type { Ask, Asked, Model } from './model.ts';
import { type FetConstraint, text, texts } from './read.ts';

/** How activities lie to each other. */
export const PAIRS: Readonly<Record<string, Ask>> = {
  ActivitiesNotOverlapping: (model, constraint) => apart(model, constraint, 0),
  MinGapsBetweenActivities: (model, constraint) => apart(model, constraint, Number(text(constraint.node, 'MinGaps'))),
  ActivitiesSameStartingTime: (model, constraint) => {
    const [first, ...others] = members(model, constraint);
    return linked(others.every((other) => first === undefined || model.link(first, other, 0)));
  },
  TwoActivitiesConsecutive: oneAfterTheOther,
  ActivitiesSameStartingHour: (model, constraint) => {
    model.sameHours.push(members(model, constraint));
    return 'hard';
  },
  // In either order. That of the file is as good as the other, as long as the two are alike.
  TwoActivitiesGrouped: oneAfterTheOther,
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

function oneAfterTheOther(model: Model, { node }: FetConstraint): Asked {
  const [first, second] = model.numbers([text(node, 'First_Activity_Id'), text(node, 'Second_Activity_Id')]);
  if (first === undefined || second === undefined) return 'hard';
  return linked(model.link(first, second, model.fet.activities[first]?.duration ?? 0));
}
