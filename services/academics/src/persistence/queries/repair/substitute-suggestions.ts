import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type Reason, rankSubstitutes } from '../../../domain/timetabling/repair/index.ts';
import { type Asker, readLesson, situationOf } from './asked-lesson.ts';
import { SOMEBODY } from './elsewhere.ts';
import { historyRows } from './lesson-rows.ts';

export interface SubstituteSuggestion {
  teacherId: string;
  /** Null: cannot. */
  points: number | null;
  /** What the lesson would earn them; null: unknown, or cannot. */
  payFen: number | null;
  reasons: Reason[];
}

/**
 * Who could take a lesson as it is, the best first, and then who could not, by name. Throws SCHEDULED_LESSON_NOT_FOUND, LESSON_OVER,
 * LESSON_CANCELLED.
 */
export async function substituteSuggestions(
  em: SqlEntityManager,
  scheduledLessonId: string,
  asker: Asker,
): Promise<SubstituteSuggestion[]> {
  const about = await readLesson(em, scheduledLessonId, asker.now);
  const { startsAt, endsAt } = about.lesson;
  const { situation } = await situationOf(em, about, { from: startsAt, to: endsAt, isForSubstitute: true }, asker);
  const history = await historyRows(em, about.group.id, asker.now);
  const { able, unable } = rankSubstitutes({ ...situation, history }, scheduledLessonId);
  const names = new Map(situation.teachers.map(({ id, name }) => [id, name]));
  const nameOf = ({ teacherId }: { teacherId: string }) => names.get(teacherId) ?? '';
  return [
    ...able,
    ...unable
      .filter(({ teacherId }) => teacherId !== SOMEBODY)
      .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'zh-CN'))
      .map((one) => ({ ...one, points: null, payFen: null })),
  ];
}
