import { HARD_RULES, type HardRule, makeTimetable, type School } from '../school/index.ts';
import type { Finding } from './finding.ts';
import { rulesClash } from './words.ts';

export interface FilterOptions {
  seed: number;
  /** Of one search. */
  stepsPerTry: number;
  /** Asked before each search: is there time for another? */
  goesOn: () => boolean;
}

/**
 * A small set of classes, and of rules, that no search fits together: leaves out class after class and rule after rule, and puts back
 * what made it possible. A search that finds nothing proves nothing, so neither does this.
 */
export function clashFound(school: School, classGroupId: string, options: FilterOptions): Finding | null {
  const { seed, stepsPerTry, goesOn } = options;
  const clashes = (those: readonly string[], without: ReadonlySet<HardRule>): boolean => {
    const part = { ...school, classGroups: school.classGroups.filter(({ id }) => those.includes(id)) };
    return makeTimetable(part, { seed, budget: { steps: stepsPerTry }, without }).unplaced.length > 0;
  };
  const others = school.classGroups.map(({ id }) => id).filter((id) => id !== classGroupId);
  const kept = needed(others, (rest) => goesOn() && clashes([classGroupId, ...rest], new Set()));
  const classes = [classGroupId, ...kept];
  const rules: HardRule[] = [];
  for (const rule of HARD_RULES)
    if (rule !== 'CLASS_ONCE' && goesOn() && !clashes(classes, new Set([rule]))) rules.push(rule);
  if (rules.length === 0) return null;
  const names = school.classGroups.filter(({ id }) => classes.includes(id)).map(({ name }) => name);
  return {
    code: 'RULES_CLASH',
    classGroupIds: classes,
    roomIds: [],
    teacherIds: [],
    neededMinutes: null,
    availableMinutes: null,
    rules,
    proven: false,
    message: rulesClash(names, rules),
  };
}

/** Leaves out as many as it can, in halves, then quarters, then one by one, as long as the rest still clashes. */
function needed(all: readonly string[], clashes: (rest: readonly string[]) => boolean): string[] {
  let kept = [...all];
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length; ) {
      const rest = kept.toSpliced(from, size);
      if (clashes(rest)) kept = rest;
      else from += size;
    }
  }
  return kept;
}
