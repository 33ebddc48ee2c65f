import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import { checkAffected } from '../../../domain/disruption.ts';
import { checkRepairSpan } from '../../../domain/look-ahead.ts';
import { checkNumber } from '../../../domain/text.ts';
import { type Disruption, disrupted, type Situation } from '../../../domain/timetabling/repair/index.ts';
import { BranchCopy } from '../../entities/branch-copy.ts';
import type { Asker } from './asked-lesson.ts';
import { type BranchSituation, branchSituation } from './branch-situation.ts';
import { type DisruptionAsked, findDisruption } from './disruption-asked.ts';
import { SOMEBODY } from './elsewhere.ts';
import { there } from './there.ts';

export interface RepairAsked {
  disruption: DisruptionAsked;
  branchId?: string | null | undefined;
  lookAheadDays?: number | null | undefined;
}

/** What plans are searched for. */
export interface RepairQuestion {
  read: BranchSituation;
  disruption: Disruption;
  newLessonMinutes: number;
}

const MAX_LOOK_AHEAD = 28;
const LOOK_AHEAD = 14;

/**
 * The branch and what happens to it; null: no lesson is affected. Throws as `findDisruption`, and BRANCH_NOT_FOUND, INVALID_NUMBER,
 * REPAIR_SPAN_TOO_LONG, TOO_MANY_AFFECTED.
 */
export async function repairQuestion(
  em: SqlEntityManager,
  asked: RepairAsked,
  asker: Asker,
): Promise<RepairQuestion | null> {
  const lookAhead = checkNumber('lookAheadDays', asked.lookAheadDays ?? LOOK_AHEAD, [0, MAX_LOOK_AHEAD]);
  const found = await findDisruption(em, asked.disruption, asked.branchId ?? null, asker);
  // What is over is nobody's to mend.
  if (!found || found.time.endsAt <= asker.now) return null;
  const { branchId, time, teacherIds, withoutHolidayId, newLessonMinutes = 0 } = found;
  const branch = await there('Branch', branchId, em.findOne(BranchCopy, { branchId }));
  const from = new Date(Math.max(time.startsAt.getTime(), asker.now.getTime()));
  checkRepairSpan('disruption', { from, to: time.endsAt });
  const day = (instant: Date) => DateTime.fromJSDate(instant, { zone: branch.timeZone });
  const read = await branchSituation(em, {
    ...{ branch, ...asker, only: null, teacherIds, withoutHolidayId },
    firstDay: day(from).toISODate() ?? '',
    lastDay: day(time.endsAt).plus({ days: lookAhead }).toISODate() ?? '',
  });
  const disruption = found.disruption(read);
  const situation =
    disruption.kind === 'TEACHER_GONE' ? withoutLessonsElsewhere(read, disruption.teacherId) : read.situation;
  const { affected } = disrupted(situation, disruption);
  checkAffected(affected.size);
  if (affected.size === 0 && disruption.kind !== 'LESSON_MOVED') return null;
  return { read: { ...read, situation }, disruption, newLessonMinutes };
}

/** What a teacher who is gone teaches in other branches is theirs to mend; its children are there all the same. */
function withoutLessonsElsewhere({ situation, lessons }: BranchSituation, teacherId: string): Situation {
  const elsewhere = situation.lessons.map((lesson) =>
    lesson.place?.teacherId === teacherId && !lessons.has(lesson.id)
      ? { ...lesson, place: { ...lesson.place, teacherId: SOMEBODY } }
      : lesson,
  );
  return { ...situation, lessons: elsewhere };
}
