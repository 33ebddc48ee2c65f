import { conflict, type DomainError, invalid, type LocalizedMessage } from '@campusgraph/errors';
import type { LessonChange } from './lesson.ts';

/** What a plan does with a lesson. */
export const REPAIR_CHANGE_KINDS = ['RESCHEDULE', 'CANCEL', 'SCHEDULE'] as const;
export type RepairChangeKind = (typeof REPAIR_CHANGE_KINDS)[number];

type Maybe<Value> = Value | null | undefined;

/** As a plan tells it and a client sends it back. */
export interface RepairChange {
  kind: RepairChangeKind;
  classGroupId: string;
  /** Not of a lesson that is not there yet. */
  scheduledLessonId?: Maybe<string>;
  /** Of the lesson when the plan was made. */
  version?: Maybe<number>;
  /** Not of one that is cancelled. */
  after?: Maybe<LessonChange>;
}

/** A change that was made, as it is kept. */
export interface AppliedChange {
  kind: RepairChangeKind;
  scheduledLessonId: string;
  classGroupId: string;
  /** Of the lesson right after; who changed it since made it greater. */
  version: number;
  before: KeptPlace | null;
  after: KeptPlace | null;
}

/** Times in ISO 8601. */
export interface KeptPlace {
  startsAt: string;
  endsAt: string;
  roomId: string;
  teacherId: string;
}

export const keptPlace = ({ startsAt, endsAt, roomId, teacherId }: LessonChange): KeptPlace => ({
  ...{ startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), roomId, teacherId },
});

export const placeOf = ({ startsAt, endsAt, roomId, teacherId }: KeptPlace): LessonChange => ({
  ...{ startsAt: new Date(startsAt), endsAt: new Date(endsAt), roomId, teacherId },
});

/** A bound on one transaction. */
const MAX_CHANGES = 400;

/** Throws INVALID_REPAIR_CHANGE for one that says too little or too much, or a lesson that is named twice; TOO_MANY_CHANGES. */
export function checkRepairChanges(changes: readonly RepairChange[]): void {
  if (changes.length === 0 || changes.length > MAX_CHANGES) throw tooMany(changes.length);
  const seen = new Set<string>();
  for (const [index, { kind, scheduledLessonId, version, after }] of changes.entries()) {
    const isNew = kind === 'SCHEDULE';
    const needed: [string, unknown, boolean][] = [
      ['scheduledLessonId', scheduledLessonId, !isNew],
      ['version', version, !isNew],
      ['after', after, kind !== 'CANCEL'],
    ];
    for (const [field, value, isNeeded] of needed)
      if (((value ?? null) !== null) !== isNeeded) throw wrongChange(index, kind, { field, isNeeded });
    if (!scheduledLessonId) continue;
    if (seen.has(scheduledLessonId)) throw namedTwice(index, scheduledLessonId);
    seen.add(scheduledLessonId);
  }
}

/** Why a lesson cannot be changed as planned. */
export interface RepairConflict {
  scheduledLessonId: string | null;
  classGroupId: string;
  code: string;
  message: LocalizedMessage;
}

/** REPAIR_PLAN_OUTDATED, lesson by lesson. */
export function planOutdated(conflicts: readonly RepairConflict[]): DomainError {
  const [first] = conflicts;
  const count = conflicts.length;
  return conflict(
    'REPAIR_PLAN_OUTDATED',
    {
      en: `The school has changed since the plan was made: ${count} of its changes cannot be made any more, so none was. First: ${first?.message.en} Ask for new plans.`,
      'zh-CN': `方案制定后情况已变化:其中 ${count} 项调整已无法执行,因此全部未执行。首个原因:${first?.message['zh-CN']} 请重新获取方案。`,
    },
    {
      count,
      conflicts: conflicts.map(({ scheduledLessonId, classGroupId, code }) => ({
        ...{ scheduledLessonId, classGroupId, code },
      })),
    },
  );
}

/** LESSON_CHANGED: somebody was quicker. */
export const lessonChanged = (id: string, was: number, is: number): DomainError =>
  conflict(
    'LESSON_CHANGED',
    {
      en: `Lesson ${id} was changed by somebody since (version ${was}, now ${is}).`,
      'zh-CN': `课次 ${id} 已被他人修改(版本 ${was},当前 ${is})。`,
    },
    { scheduledLessonId: id, version: was, currentVersion: is },
  );

const tooMany = (count: number) =>
  invalid(
    'TOO_MANY_CHANGES',
    {
      en: `changes must be 1 to ${MAX_CHANGES}, not ${count}.`,
      'zh-CN': `changes 须为 1 到 ${MAX_CHANGES} 项,收到 ${count} 项。`,
    },
    { argument: 'changes', count, max: MAX_CHANGES },
  );

const wrongChange = (
  index: number,
  kind: RepairChangeKind,
  { field, isNeeded }: { field: string; isNeeded: boolean },
) =>
  invalid(
    'INVALID_REPAIR_CHANGE',
    {
      en: `changes[${index}] (${kind}) must ${isNeeded ? 'have' : 'not have'} ${field}. Send the changes as the plan tells them.`,
      'zh-CN': `changes[${index}](${kind})${isNeeded ? '须填写' : '不得填写'} ${field},请按方案原样提交。`,
    },
    { argument: `changes[${index}].${field}`, kind },
  );

/** Throws INVALID_REPAIR_CHANGE where the lesson is another class's. */
export function checkClassOf(index: number, named: string, lesson: { id: string; classGroupId: string }): void {
  if (named === lesson.classGroupId) return;
  throw invalid(
    'INVALID_REPAIR_CHANGE',
    {
      en: `changes[${index}].classGroupId ${named} is not the class of lesson ${lesson.id}. Send the changes as the plan tells them.`,
      'zh-CN': `changes[${index}].classGroupId ${named} 不是课次 ${lesson.id} 所属班级,请按方案原样提交。`,
    },
    { argument: `changes[${index}].classGroupId`, scheduledLessonId: lesson.id },
  );
}

const namedTwice = (index: number, id: string) =>
  invalid(
    'INVALID_REPAIR_CHANGE',
    {
      en: `changes[${index}].scheduledLessonId ${id} is changed by another one already. Name each lesson once.`,
      'zh-CN': `changes[${index}].scheduledLessonId ${id} 重复,每个课次只能出现一次。`,
    },
    { argument: `changes[${index}].scheduledLessonId`, scheduledLessonId: id },
  );
