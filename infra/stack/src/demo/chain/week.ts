import type { Build } from './build-scope.ts';
import { WEEKS_BEHIND } from './plan.ts';
import type { Branch, ClassGroup, School } from './school.ts';
import { runServiceDesk } from './service-desk.ts';

const RECORD = `mutation Record($input: RecordAttendanceInput!) { recordAttendance(input: $input) { records { id } } }`;
const LEAVE = `mutation Leave($input: RequestLeaveInput!) { requestLeave(input: $input) { leaveRequest { id } } }`;

const STATUSES = { PRESENT: 84, LATE: 6, LEAVE: 5, NO_SHOW: 3, EARLY_LEAVE: 2 } as const;
type Status = keyof typeof STATUSES;

/** One week of the whole chain: leave asked for, the roll taken in every class, and what the service desk does. */
export async function liveThroughWeek(build: Build, school: School, week: number): Promise<void> {
  const { clock, graph } = build;
  // The lesson of this week, of every class of every branch, in the order in which they happen.
  const due = school.branches
    .flatMap((branch) =>
      branch.classes.map((group) => ({
        branch,
        group,
        lesson: group.lessons[week + WEEKS_BEHIND] as { id: string; startsAt: string },
      })),
    )
    .toSorted((a, b) => a.lesson.startsAt.localeCompare(b.lesson.startsAt));
  const rolls = due.map((one) => ({ ...one, statuses: one.group.students.map(() => build.random.weighted(STATUSES)) }));
  clock.set(new Date(Date.parse((due[0] as (typeof due)[number]).lesson.startsAt) - 30 * 3_600_000));
  for (const roll of rolls) await askLeave(roll.branch, roll.group, roll.lesson.id, roll.statuses);
  await graph.settled();
  for (const { group, lesson, statuses } of rolls) {
    const time = new Date(Date.parse(lesson.startsAt) + 600_000);
    if (time > clock()) clock.set(time);
    const entries = group.students.map(({ studentId }, n) => ({
      studentId,
      status: statuses[n],
      ...(statuses[n] === 'LATE' && { minutesLate: 10 }),
    }));
    await group.teacher.user.ask(RECORD, { input: { scheduledLessonId: lesson.id, entries } });
  }
  await graph.settled();
  await runServiceDesk(build, school, week);
}

async function askLeave(
  branch: Branch,
  group: ClassGroup,
  scheduledLessonId: string,
  statuses: readonly Status[],
): Promise<void> {
  for (const [n, { studentId }] of group.students.entries()) {
    if (statuses[n] !== 'LEAVE') continue;
    await branch.academic.user.ask(LEAVE, { input: { studentId, scheduledLessonId, reason: '家里有事' } });
  }
}
