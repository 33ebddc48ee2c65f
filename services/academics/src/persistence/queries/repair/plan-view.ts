import type { LocalizedMessage } from '@campusgraph/errors';
import type { LessonChange } from '../../../domain/lesson.ts';
import type { RepairChangeKind } from '../../../domain/repair-change.ts';
import {
  type Change,
  type Place,
  type PlanCost,
  type Strategy,
  toldWords,
} from '../../../domain/timetabling/repair/index.ts';
import { isNew } from './class-added.ts';
import type { RepairQuestion } from './repair-question.ts';

/** A plan as a search found it, in slots. */
export interface FoundPlan {
  strategy: Strategy['code'];
  changes: readonly Change[];
  cost: PlanCost;
}

/** A plan in instants, as it is told, and as `applyRepairPlan` takes its changes. */
export interface RepairPlan {
  strategy: Strategy['code'];
  changes: readonly RepairPlanChange[];
  cost: PlanCost;
  message: LocalizedMessage;
}

export interface RepairPlanChange {
  kind: RepairChangeKind;
  /** Null: a lesson that is not there yet. */
  scheduledLessonId: string | null;
  version: number | null;
  classGroupId: string;
  before: LessonChange | null;
  after: LessonChange | null;
  message: LocalizedMessage;
}

const KINDS = {
  LESSON_PLACED: 'SCHEDULE',
  LESSON_CHANGED: 'RESCHEDULE',
  LESSON_MADE_UP: 'RESCHEDULE',
  LESSON_CANCELLED: 'CANCEL',
} as const satisfies Record<Change['code'], RepairChangeKind>;

/** Lessons that found no place and are not there yet change nothing; the cost counts them. */
export const planView = (question: RepairQuestion, { strategy, changes, cost }: FoundPlan): RepairPlan => ({
  ...{ strategy, cost, message: toldWords(cost.told) },
  changes: changes
    .filter(({ before, after }) => before !== null || after !== null)
    .map((change) => changeView(question, change)),
});

function changeView({ read, disruption, newLessonMinutes }: RepairQuestion, change: Change): RepairPlanChange {
  const { code, lessonId, before, after, messages } = change;
  const row = read.lessons.get(lessonId);
  if (!row) {
    if (disruption.kind !== 'CLASS_ADDED' || !isNew(lessonId)) throw new Error(`Lesson ${lessonId} is nobody’s.`);
    const placed = after && placeOf(read.clock.instantOf(after.start), newLessonMinutes * 60_000, after);
    const unknown = { scheduledLessonId: null, version: null, before: null };
    return { kind: 'SCHEDULE', ...unknown, classGroupId: disruption.classGroup.id, after: placed, message: messages };
  }
  const { id: scheduledLessonId, version, classGroupId, startsAt, endsAt, roomId, teacherId } = row;
  // A lesson that keeps its slot keeps its very minute.
  const start = after && (after.start === before?.start ? startsAt : read.clock.instantOf(after.start));
  return {
    ...{ kind: KINDS[code], scheduledLessonId, version, classGroupId, message: messages },
    before: { startsAt, endsAt, roomId, teacherId },
    after: start && after && placeOf(start, endsAt.getTime() - startsAt.getTime(), after),
  };
}

const placeOf = (startsAt: Date, lengthMs: number, { roomId, teacherId }: Place): LessonChange => ({
  ...{ startsAt, endsAt: new Date(startsAt.getTime() + lengthMs), roomId, teacherId },
});
