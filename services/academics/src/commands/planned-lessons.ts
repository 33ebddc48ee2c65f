import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { lostFromJson } from '../domain/timetabling/make-up/index.ts';
import { fromJson, lessonDates, type WeeklyTimetable } from '../domain/timetabling/school/index.ts';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import type { TimetableRun } from '../persistence/entities/timetable-run.ts';
import type { PlannedLesson } from './find-run-conflicts.ts';

/** The lessons of a run's whole period and those that make up lost ones, in order of their start. Their classes stay locked. */
export async function plannedLessons({ em }: UnitOfWork, run: TimetableRun): Promise<PlannedLesson[]> {
  await em.populate(run, ['school', 'timetable', 'lost']);
  const { lessons } = lessonDates(fromJson(run.school), run.timetable as WeeklyTimetable);
  const madeUp = lostFromJson(run.lost ?? []).flatMap(({ classGroupId, madeUp: place }) =>
    place ? [{ classGroupId, ...place }] : [],
  );
  const all = [...lessons, ...madeUp].toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const ids = [...new Set(all.map(({ classGroupId }) => classGroupId))];
  const groups = await em.find(
    ClassGroup,
    { id: { $in: ids } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const byId = new Map(groups.map((group) => [group.id, group]));
  return all.flatMap(({ classGroupId, startsAt, endsAt, roomId, teacherId }) => {
    const group = byId.get(classGroupId);
    return group && roomId ? [{ id: newId(), startsAt, endsAt, roomId, teacherId, group }] : [];
  });
}
