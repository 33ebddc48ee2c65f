import type { UnitOfWork } from '@campusgraph/persistence';
import { calendarDay } from '../domain/wording.ts';
import { ClassGroupCopy } from '../persistence/entities/class-group-copy.ts';
import type { RosterCopy } from '../persistence/entities/roster-copy.ts';
import { type Notice, queueNotices } from './queue-notices.ts';
import { whomItConcerns } from './whom-it-concerns.ts';

export interface RunNotice {
  key: 'TIMETABLE_MADE' | 'TIMETABLE_WITHDRAWN';
  timetableRunId: string;
  /** Left out by runs of before there were such notices. */
  from?: string | undefined;
  to?: string | undefined;
  classes?: readonly { classGroupId: string; lessonCount: number }[] | undefined;
  reason?: string | undefined;
}

/**
 * Tells the families of everybody who comes to the classes in that time, once for each family and class, however many lessons it is about
 * and however many children it has there.
 */
export async function notifyOfRun(unit: UnitOfWork, run: RunNotice): Promise<void> {
  const { key, timetableRunId, from = '', to = '', reason = '' } = run;
  const classes = new Map((run.classes ?? []).map((one) => [one.classGroupId, one.lessonCount]));
  const ids = { classGroupId: { $in: [...classes.keys()] } };
  const names = new Map((await unit.em.find(ClassGroupCopy, ids)).map((one) => [one.classGroupId, one.name]));
  const roster = await whomItConcerns(unit, [...classes.keys()], weeksFrom(from, to));
  const families = Map.groupBy(roster, ({ classGroupId, guardianId }) => `${classGroupId} ${guardianId}`);
  const notices = [...families.values()].map((children): Notice => {
    const { classGroupId, guardianId, branchId, studentId } = children[0] as RosterCopy;
    return {
      ...{ guardianId, branchId, aboutId: timetableRunId },
      studentId: children.length === 1 ? studentId : null,
      values: ({ locale }) => ({
        studentName: children.map(({ studentName }) => studentName).join(locale === 'en' ? ', ' : '、'),
        className: names.get(classGroupId) ?? '',
        from: calendarDay(from, locale),
        to: calendarDay(to, locale),
        lessonCount: String(classes.get(classGroupId) ?? 0),
        reason,
      }),
    };
  });
  await queueNotices(unit, key, notices);
}

const WEEK_MS = 7 * 86_400_000;

/** The noon of the first day and of each week after it, up to the last day. */
function weeksFrom(from: string, to: string): Date[] {
  const [first, last] = [from, to].map((day) => Date.parse(`${day}T12:00:00Z`)) as [number, number];
  const weeks = Number.isNaN(first) || Number.isNaN(last) ? 0 : Math.floor((last - first) / WEEK_MS) + 1;
  return Array.from({ length: weeks }, (_, week) => new Date(first + week * WEEK_MS));
}
