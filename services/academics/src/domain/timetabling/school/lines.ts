import { type Choice, FORBIDDEN, type Series } from '../problem.ts';
import { roomsFor, teachersFor } from './choices.ts';
import { type Grid, slotAt, slotsFor } from './grid.ts';
import type { LostSlots } from './lost-slots.ts';
import type { ClassGroup, FixedLesson, HardRule, School } from './model.ts';
import { branchDays, startCosts } from './start-costs.ts';

/** One series of the core, and what it is in the school's words. */
export interface Line extends Series {
  branchId: string;
  classGroupId: string | null;
  /** Beside the class's first, where its lessons are in several series. */
  firstLesson: number;
  fixed: FixedLesson | null;
}

/** The classes' series first, then the fixed lessons. */
export function linesOf(school: School, grid: Grid, lost: LostSlots, without: ReadonlySet<HardRule>): Line[] {
  const branches = branchDays(school, lost);
  const site = new Map(school.branches.map(({ id }, number) => [id, number]));
  const placed = school.classGroups.flatMap((group): Line[] => {
    const { branchId, lessonsPerWeek } = group;
    const branch = branches.get(branchId);
    if (branch === undefined) throw new RangeError(`Class ${group.name} is at an unknown branch, ${branchId}.`);
    const open = () => startCosts(school, grid, branch, group, without);
    const line = classLine(school, grid, { group, site: site.get(branchId) ?? 0, open, without });
    if (!without.has('CLASS_ONCE')) return [line];
    const one = { ...line, lessons: 1, minDays: 1 };
    return Array.from({ length: lessonsPerWeek }, (_, firstLesson) => ({ ...one, firstLesson }));
  });
  if (without.has('FIXED')) return placed;
  return [...placed, ...school.fixed.map((each) => fixedLine(school, grid, site.get(each.branchId) ?? 0, each))];
}

interface ClassToPlace {
  group: ClassGroup;
  site: number;
  /** What each start costs, as far as its hours go. */
  open: () => Int32Array;
  without: ReadonlySet<HardRule>;
}

function classLine(school: School, grid: Grid, { group, site, open, without }: ClassToPlace): Line {
  const { id, branchId, online, lessonsPerWeek, durationMinutes } = group;
  const { spread, sameRoom, fewTeachers } = school.weights;
  const rooms = online ? [] : choices(roomsFor(school, group, without));
  const teachers = choices(teachersFor(school, group, without));
  // The core takes an empty list of rooms for a lesson that needs none.
  const isHopeless = (rooms.length === 0 && !online) || teachers.length === 0;
  return {
    lessons: lessonsPerWeek,
    durationSlots: slotsFor(grid, durationMinutes),
    startCosts: isHopeless ? new Int32Array(7 * grid.slotsPerDay).fill(FORBIDDEN) : open(),
    rooms,
    teachers,
    site,
    minDays: Math.min(lessonsPerWeek, 7),
    spreadCost: spread,
    daysApart: without.has('CLASS_DAYS_APART') ? 0 : (group.minDaysApart ?? 0),
    extraRoomCost: sameRoom,
    extraTeacherCost: fewTeachers,
    branchId,
    classGroupId: id,
    firstLesson: 0,
    fixed: null,
  };
}

function fixedLine({ rooms, teachers }: School, grid: Grid, site: number, fixed: FixedLesson): Line {
  const { startMinute, durationMinutes, branchId, classGroupId } = fixed;
  const number = <T extends { id: string }>(all: readonly T[], id: string | null) =>
    choices(all.flatMap((one, i) => (one.id === id ? [i] : [])));
  const start = slotAt(grid, fixed.weekday, startMinute);
  const startCosts = new Int32Array(7 * grid.slotsPerDay).fill(FORBIDDEN);
  startCosts[start] = 0;
  // One that begins between two slots holds both.
  const durationSlots =
    slotAt(grid, 1, startMinute + durationMinutes + grid.slotMinutes - 1) - slotAt(grid, 1, startMinute);
  const [room, teacher] = [number(rooms, fixed.roomId), number(teachers, fixed.teacherId)];
  return {
    lessons: 1,
    durationSlots,
    startCosts,
    rooms: room,
    teachers: teacher,
    site,
    branchId,
    classGroupId,
    firstLesson: 0,
    fixed,
  };
}

export interface LineLesson {
  line: Line;
  lesson: number;
}
/** In the core's order. */
export const lessonsOf = (lines: readonly Line[]): LineLesson[] =>
  lines.flatMap((line) => Array.from({ length: line.lessons }, (_, i) => ({ line, lesson: line.firstLesson + i })));

const choices = (ids: readonly number[]): Choice[] => ids.map((id) => ({ id, cost: 0 }));
