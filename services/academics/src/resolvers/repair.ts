import type { RequestContext } from '@campusgraph/graphql';
import { page, toConnection } from '@campusgraph/graphql';
import { applyRepairPlan } from '../commands/apply-repair-plan.ts';
import { undoRepairPlan } from '../commands/undo-repair-plan.ts';
import { placeOf } from '../domain/repair-change.ts';
import type { MutationResolvers, QueryResolvers, Resolvers } from '../generated/resolvers.ts';
import { lessonsById } from '../persistence/queries/by-id.ts';
import { appliedRepairsById, listAppliedRepairs } from '../persistence/queries/repair/applied-repairs.ts';
import { lessonSuggestions } from '../persistence/queries/repair/lesson-suggestions.ts';
import { planView } from '../persistence/queries/repair/plan-view.ts';
import { repairQuestion } from '../persistence/queries/repair/repair-question.ts';
import { substituteSuggestions } from '../persistence/queries/repair/substitute-suggestions.ts';
import { repairInThread } from '../timetabling/repair-in-thread.ts';
import { classGroupOf, roomOf, teacherOf } from './class-group.ts';
import { present } from './present.ts';

/** A plan's points are seen by who asks for it, and others' pay (`pay:write`, as billing has it) must not be reckoned from them. */
const askerOf = ({ now, principal }: RequestContext) => ({ now, seesPay: principal.scopes.includes('pay:write') });
const lessonOf = ({ scheduledLessonId }: { scheduledLessonId: string | null }, _: unknown, { load }: RequestContext) =>
  present('ScheduledLesson', load(lessonsById, scheduledLessonId ?? ''));

export const repairQueries = {
  lessonSuggestions: (_, asked, context, info) =>
    context.read((em) => lessonSuggestions(em, { ...asked, ...page(asked, info) }, askerOf(context))),
  substituteSuggestions: (_, { scheduledLessonId }, context) =>
    context.read((em) => substituteSuggestions(em, scheduledLessonId, askerOf(context))),
  repairPlans: async (_, asked, context) => {
    const question = await context.read((em) => repairQuestion(em, asked, askerOf(context)));
    if (!question) return [];
    // The search needs no connection, which others wait for.
    await context.dispose();
    const { read, disruption } = question;
    const plans = await repairInThread({ situation: read.situation, disruption }, context.leftMs);
    return plans.map((plan) => planView(question, plan)).filter(({ changes }) => changes.length > 0);
  },
  appliedRepairs: async (_, { filter, ...paging }, { read }, info) =>
    toConnection(await read((em) => listAppliedRepairs(em, page(paging, info), filter?.branchId))),
  appliedRepair: (_, { id }, { load }) => load(appliedRepairsById, id),
} satisfies QueryResolvers;

export const repairMutations = {
  applyRepairPlan: async (_, { input }, { write }) => ({
    appliedRepair: await write((unit) => applyRepairPlan(unit, input)),
  }),
  undoRepairPlan: (_, { input }, { write }) => write((unit) => undoRepairPlan(unit, input)),
} satisfies MutationResolvers;

export const repairTypes: Pick<
  Resolvers,
  | 'LessonSuggestion'
  | 'SubstituteSuggestion'
  | 'SubstituteReason'
  | 'RepairPlan'
  | 'RepairChange'
  | 'LessonPlace'
  | 'RepairCost'
  | 'TeacherHoursChange'
  | 'AppliedRepair'
  | 'AppliedRepairChange'
  | 'KeptRepairChange'
> = {
  LessonSuggestion: {
    room: roomOf,
    teacher: teacherOf,
    message: ({ message }, _, { locale }) => message[locale],
  },
  SubstituteSuggestion: { teacher: teacherOf, isAble: ({ points }) => points !== null },
  SubstituteReason: { message: ({ messages }, _, { locale }) => messages[locale] },
  RepairPlan: { message: ({ message }, _, { locale }) => message[locale] },
  RepairChange: { classGroup: classGroupOf, message: ({ message }, _, { locale }) => message[locale] },
  LessonPlace: { room: roomOf, teacher: teacherOf },
  RepairCost: {
    moved: ({ moves }) => moves,
    studentsTold: ({ told }) => told.students,
    guardiansTold: ({ told }) => told.guardians,
    teachersTold: ({ told }) => told.teachers,
    teacherHours: ({ hours }) => [...hours],
  },
  TeacherHoursChange: { teacher: teacherOf },
  AppliedRepair: {
    __resolveReference: ({ id }, { load }) => load(appliedRepairsById, id),
    branch: ({ branchId }) => ({ id: branchId }),
  },
  AppliedRepairChange: {
    scheduledLesson: lessonOf,
    classGroup: classGroupOf,
    before: ({ before }) => before && placeOf(before),
    after: ({ after }) => after && placeOf(after),
  },
  KeptRepairChange: { scheduledLesson: lessonOf, message: ({ message }, _, { locale }) => message[locale] },
};
