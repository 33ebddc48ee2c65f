import { aggregateProperties, day, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { TeacherTaken } from '../../domain/teachers-taken.ts';
import { RUN_STATUSES } from '../../domain/timetable-run.ts';
import type { Finding } from '../../domain/timetabling/explain/index.ts';
import type { LostInTerm } from '../../domain/timetabling/make-up/index.ts';
import type { School, WeeklyTimetable, Weights, WishCosts } from '../../domain/timetabling/school/index.ts';

const timetableRunSchema = defineEntity({
  name: 'TimetableRun',
  tableName: 'timetable_run',
  properties: {
    ...aggregateProperties,
    /** The first of its branches, on whose clock all of them are. */
    branchId: p.uuid(),
    otherBranchIds: p.array<string>().columnType('uuid[]').default([]),
    /** Else each class keeps its own. */
    chooseTeachers: p.boolean().default(false),
    makeUpLost: p.boolean().default(false),
    firstDay: day(),
    lastDay: day(),
    seed: p.integer(),
    secondsBudget: p.integer(),
    weights: p.json<Weights>(),
    status: oneOf(...RUN_STATUSES).default('QUEUED'),
    /** What is asked, as it was when the run was started; large. */
    school: p.json<School>().lazy(),
    /** What was found; large. */
    timetable: p.json<WeeklyTimetable>().nullable().lazy(),
    costs: p.json<WishCosts>().nullable(),
    /** Lessons of the period that their date takes away, and where they are made up; large. */
    lost: p.json<readonly LostInTerm[]>().nullable().lazy(),
    lostCount: p.integer().nullable(),
    madeUpCount: p.integer().nullable(),
    /** Whose class another teacher took over when it was applied. */
    teachersTaken: p.json<readonly TeacherTaken[]>().nullable(),
    findings: p.json<readonly Finding[]>().nullable(),
    /** What the search counts, of the best so far. */
    bestCost: p.bigint('number').nullable(),
    /** Lessons of the week. */
    lessonCount: p.integer(),
    unplacedCount: p.integer().nullable(),
    secondsSpent: p.integer().default(0),
    /** How often it was begun. Who began it earlier may not write to it any more. */
    attempts: p.integer().default(0),
    /** Until then it belongs to whoever began it; later to anybody. */
    leaseUntil: instant().nullable(),
    finishedAt: instant().nullable(),
    appliedAt: instant().nullable(),
  },
  indexes: [
    { name: 'timetable_run_created_at', properties: ['organizationId', 'createdAt', 'id'] },
    {
      name: 'timetable_run_waiting',
      expression: `create index timetable_run_waiting on timetable_run (created_at) where status in ('QUEUED', 'RUNNING')`,
    },
  ],
  // The planner takes the next one, whichever organization's.
  ...tenantPolicies('timetable_run', { branch: 'every', family: 'hidden', systemRole: 'academics_system' }),
});

/** A search for the weekly timetable of one branch or several (排课), and what became of it. */
export class TimetableRun extends timetableRunSchema.class {}
timetableRunSchema.setClass(TimetableRun);

export const branchesOf = ({ branchId, otherBranchIds }: TimetableRun): string[] => [branchId, ...otherBranchIds];
