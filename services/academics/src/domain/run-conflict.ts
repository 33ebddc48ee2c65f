import { conflict, type DomainError, type LocalizedMessage } from '@campusgraph/errors';
import type { LessonChange } from './lesson.ts';

/** A lesson of a run that cannot be put there any more, and why. */
export interface RunConflict {
  classGroupId: string;
  startsAt: Date;
  /** As `scheduleLessons` would refuse it. */
  code: string;
  message: LocalizedMessage;
}

/** More would not be read. */
const TOLD = 100;

/** TIMETABLE_CHANGED_UNDER_RUN, lesson by lesson. */
export function changedUnderRun(timetableRunId: string, conflicts: readonly RunConflict[]): DomainError {
  const count = conflicts.length;
  return conflict(
    'TIMETABLE_CHANGED_UNDER_RUN',
    {
      en: `The school has changed since the run was started: ${count} of its lessons cannot be put where it has them. First: ${conflicts[0]?.message.en} Start a new run, or apply the rest with onConflict SKIP.`,
      'zh-CN': `排课开始后情况已变化:有 ${count} 个课次无法按结果安排。首个原因:${conflicts[0]?.message['zh-CN']} 请重新排课,或以 onConflict SKIP 应用其余课次。`,
    },
    {
      ...{ timetableRunId, count },
      conflicts: conflicts
        .slice(0, TOLD)
        .map(({ classGroupId, startsAt, code }) => ({ classGroupId, startsAt: startsAt.toISOString(), code })),
    },
  );
}

export const conflictOf = (
  classGroupId: string,
  { startsAt }: Pick<LessonChange, 'startsAt'>,
  { code, messages }: DomainError,
): RunConflict => ({ classGroupId, startsAt, code, message: messages });
