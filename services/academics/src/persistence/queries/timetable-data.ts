import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { DateTime } from 'luxon';
import { BranchCopy } from '../entities/branch-copy.ts';
import { ClassLink } from '../entities/class-link.ts';
import { Holiday } from '../entities/holiday.ts';
import { RoomClosure } from '../entities/room-closure.ts';
import { TeacherAbsence } from '../entities/teacher-absence.ts';
import { TravelTime } from '../entities/travel-time.ts';
import { holidaysOf } from './availability.ts';
import { inOrder } from './by-id.ts';

type Ids = readonly string[];
interface AtKey {
  id: string;
  now: Date;
}

/** Null where the branch is not visible. */
export async function branchCopiesById(em: SqlEntityManager, ids: Ids): Promise<(BranchCopy | null)[]> {
  const branches = await em.find(BranchCopy, { branchId: { $in: [...ids] } });
  return ids.map((id) => branches.find(({ branchId }) => branchId === id) ?? null);
}

export const holidaysById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Holiday, { id: { $in: [...ids] } }));
export const teacherAbsencesById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(TeacherAbsence, { id: { $in: [...ids] } }));
export const roomClosuresById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(RoomClosure, { id: { $in: [...ids] } }));
export const classLinksById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(ClassLink, { id: { $in: [...ids] } }));

/** Holidays that are not over at `now`, of each branch that is visible. */
export async function holidaysOfBranches(em: SqlEntityManager, keys: readonly AtKey[]): Promise<Holiday[][]> {
  const branches = await branchCopiesById(
    em,
    keys.map(({ id }) => id),
  );
  const lists: Holiday[][] = [];
  for (const [index, branch] of branches.entries()) {
    const today = DateTime.fromJSDate(keys[index]?.now as Date, { zone: branch?.timeZone ?? 'utc' }).toISODate() ?? '';
    lists.push(branch ? await holidaysOf(em, branch.branchId, today) : []);
  }
  return lists;
}

/** Absences that have not ended at `now`, in order. */
export async function absencesOfTeachers(em: SqlEntityManager, keys: readonly AtKey[]): Promise<TeacherAbsence[][]> {
  const absences = await em.find(
    TeacherAbsence,
    { $or: keys.map(({ id, now }) => ({ teacherId: id, endsAt: { $gt: now } })) },
    { orderBy: { startsAt: 'asc', id: 'asc' } },
  );
  return keys.map((key) => absences.filter(({ teacherId }) => teacherId === key.id));
}

/** Closures that have not ended at `now`, in order. */
export async function closuresOfRooms(em: SqlEntityManager, keys: readonly AtKey[]): Promise<RoomClosure[][]> {
  const closures = await em.find(
    RoomClosure,
    { $or: keys.map(({ id, now }) => ({ roomId: id, endsAt: { $gt: now } })) },
    { orderBy: { startsAt: 'asc', id: 'asc' } },
  );
  return keys.map((key) => closures.filter(({ roomId }) => roomId === key.id));
}

/** From each branch that is visible to others, whose ids say nothing. */
export async function travelTimesOfBranches(
  em: SqlEntityManager,
  branchIds: Ids,
): Promise<{ branchId: string; minutes: number }[][]> {
  const ids = [...branchIds];
  const times = await em.find(TravelTime, {
    $or: [{ lesserBranchId: { $in: ids } }, { greaterBranchId: { $in: ids } }],
  });
  const visible = await branchCopiesById(em, branchIds);
  return branchIds.map((id, index) =>
    visible[index]
      ? times
          .filter((one) => one.lesserBranchId === id || one.greaterBranchId === id)
          .map((one) => ({
            branchId: one.lesserBranchId === id ? one.greaterBranchId : one.lesserBranchId,
            minutes: one.minutes,
          }))
      : [],
  );
}

/** Links of each class, to whichever side. */
export async function linksOfClassGroups(em: SqlEntityManager, ids: Ids): Promise<ClassLink[][]> {
  const links = await em.find(
    ClassLink,
    { $or: [{ classGroupId: { $in: [...ids] } }, { otherClassGroupId: { $in: [...ids] } }] },
    { orderBy: { id: 'asc' } },
  );
  return ids.map((id) => links.filter((link) => link.classGroupId === id || link.otherClassGroupId === id));
}
