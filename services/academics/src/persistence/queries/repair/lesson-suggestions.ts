import type { LocalizedMessage } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { LessonChange } from '../../../domain/lesson.ts';
import { checkRepairSpan } from '../../../domain/look-ahead.ts';
import {
  change,
  planCost,
  type Suggestion,
  suggestSlots,
  toldWords,
} from '../../../domain/timetabling/repair/index.ts';
import type { ScheduledLesson } from '../../entities/scheduled-lesson.ts';
import { type Asker, readLesson, situationOf } from './asked-lesson.ts';
import type { BranchSituation } from './branch-situation.ts';

export interface SuggestionsAsked {
  scheduledLessonId: string;
  first: number;
  from?: Date | null | undefined;
  to?: Date | null | undefined;
  keepRoom?: boolean | null | undefined;
  keepTeacher?: boolean | null | undefined;
}

export interface LessonSuggestion extends LessonChange {
  changes: Suggestion['changes'];
  points: number;
  message: LocalizedMessage;
}

const FORTNIGHT_MS = 14 * 86_400_000;

/**
 * Free places for one lesson, the least disruption first; each is one that `rescheduleLesson` takes. Throws
 * SCHEDULED_LESSON_NOT_FOUND, LESSON_OVER, LESSON_CANCELLED, REPAIR_SPAN_TOO_LONG.
 */
export async function lessonSuggestions(
  em: SqlEntityManager,
  { scheduledLessonId, first, keepRoom, keepTeacher, ...span }: SuggestionsAsked,
  asker: Asker,
): Promise<LessonSuggestion[]> {
  const about = await readLesson(em, scheduledLessonId, asker.now);
  const from = new Date(Math.max((span.from ?? asker.now).getTime(), asker.now.getTime()));
  const to = span.to ?? new Date(from.getTime() + FORTNIGHT_MS);
  const days = [about.lesson.startsAt, from, to].toSorted((a, b) => a.getTime() - b.getTime());
  const [earliest = from, , latest = to] = days;
  checkRepairSpan('to', { from: earliest, to: latest });
  if (to <= from) return [];
  const read = await situationOf(em, about, { from: earliest, to: latest, isForSubstitute: false }, asker);
  const found = suggestSlots(read.situation, scheduledLessonId, {
    ...{ first, from: read.clock.slotFrom(from), to: read.clock.slotFrom(to) },
    rooms: keepRoom ? 'SAME' : 'SAME_BRANCH',
    teachers: keepTeacher ? 'SAME' : 'ANY',
  });
  return found.map((one) => told(read, about.lesson, one));
}

function told(
  { situation, clock }: BranchSituation,
  lesson: ScheduledLesson,
  { place, cost, changes }: Suggestion,
): LessonSuggestion {
  const placed = situation.lessons.find(({ id }) => id === lesson.id);
  if (!placed) throw new Error(`Lesson ${lesson.id} is not in its own branch.`);
  const startsAt = place.start === placed.place?.start ? lesson.startsAt : clock.instantOf(place.start);
  const length = lesson.endsAt.getTime() - lesson.startsAt.getTime();
  const changed = change(situation, placed, place, false);
  const people = toldWords(planCost(situation, [changed]).told);
  return {
    ...{ startsAt, endsAt: new Date(startsAt.getTime() + length), roomId: place.roomId, teacherId: place.teacherId },
    ...{ changes, points: cost },
    message: {
      en: `${changed.messages.en} ${people.en}`,
      'zh-CN': `${changed.messages['zh-CN']}${people['zh-CN']}`,
    },
  };
}
