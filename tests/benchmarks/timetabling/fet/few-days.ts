import type { FewDays, Model } from './model.ts';

/**
 * The core counts whole days. So whoever comes on too many within a part of the day gives up the day with the fewest activities there,
 * and whoever comes on as many as may be keeps to them. Returns whether anybody had too many.
 */
export function giveUpDays(model: Model, starts: Int32Array): boolean {
  let hasTooMany = false;
  for (const few of model.fewDays) {
    const use = few.slotsOfDays.map((slots) => activitiesIn(model, few, slots, starts));
    const used = use.filter((count) => count > 0).length;
    const least = Math.min(...use.filter((count) => count > 0));
    const givenUp = used > few.most ? [use.indexOf(least)] : [];
    const untouched = used >= few.most ? [...use.keys()].filter((day) => use[day] === 0) : [];
    hasTooMany ||= used > few.most;
    for (const day of [...givenUp, ...untouched])
      for (const slot of few.slotsOfDays[day] ?? []) for (const activity of few.activities) model.close(activity, slot);
  }
  return hasTooMany;
}

function activitiesIn({ fet }: Model, { activities }: FewDays, slots: readonly number[], starts: Int32Array): number {
  const occupies = (activity: number): boolean => {
    const start = starts[activity] ?? -1;
    const end = start + (fet.activities[activity]?.duration ?? 0);
    return slots.some((slot) => slot >= start && slot < end);
  };
  return activities.filter(occupies).length;
}
