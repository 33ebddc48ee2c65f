import type { LessonOfClass, School } from '../school/index.ts';
import { clashFound } from './clash-filter.ts';
import { counted } from './counts.ts';
import type { Finding } from './finding.ts';

export interface ExplainOptions {
  seed: number;
  /** No further search begins once it says no. */
  goesOn: () => boolean;
  /** Of one search. */
  stepsPerTry?: number;
}

const STEPS_PER_TRY = 20_000;

/**
 * Why lessons have no place: first what counting proves, then, for classes that no count explains, what searching finds. Without any
 * finding a longer search may still place them.
 */
export function explain(school: School, unplaced: readonly LessonOfClass[], options: ExplainOptions): Finding[] {
  const { seed, goesOn, stepsPerTry = STEPS_PER_TRY } = options;
  const findings = counted(school);
  for (const { classGroupId } of unplaced) {
    if (!goesOn()) break;
    if (findings.some(({ classGroupIds }) => classGroupIds.includes(classGroupId))) continue;
    const clash = clashFound(school, classGroupId, { seed, stepsPerTry, goesOn });
    if (clash) findings.push(clash);
  }
  return findings;
}
