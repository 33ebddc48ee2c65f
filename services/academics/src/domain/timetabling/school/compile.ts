import { type Assignment, type Choice, type Given, NOWHERE, type TimetablingProblem } from '../problem.ts';
import { agendasOf, conflictsOf, linksOf, roomLimitsOf, travelSlots } from './bonds.ts';
import { type Grid, gridOf, minuteAt, slotAt, weekdayOf } from './grid.ts';
import { type Line, lessonsOf, linesOf } from './lines.ts';
import { LostSlots } from './lost-slots.ts';
import type { ClassGroup, HardRule, LessonOfClass, School, WeeklyTimetable } from './model.ts';
import { teachersOf } from './teachers.ts';

/** A school's question in the core's words, and the way back. */
export interface Compiled {
  problem: TimetablingProblem;
  given: Given;
  /** The class of each series; the fixed lessons' series come last. */
  classOf: readonly (string | null)[];
  read(assignment: Assignment): WeeklyTimetable;
}

/** More than any wish is worth. */
const UNPLACED_COST = 1_000_000;
/** With a rule left out that keeps something from being used twice at once, there are so many of it. */
const COPIES = 4;

/**
 * The school's question as the search core takes it. `without` leaves hard rules out: to show what each is for, and to find which of them
 * clash.
 */
export function compile(school: School, without: ReadonlySet<HardRule> = new Set()): Compiled {
  const grid = gridOf(without.has('OPENING_HOURS') ? alwaysOpen(school) : school);
  const lost = new LostSlots(school, grid);
  const lines = linesOf(school, grid, lost, without);
  const roomCopies = without.has('ROOM_ONCE') ? COPIES : 1;
  const teacherCopies = without.has('TEACHER_ONCE') ? COPIES : 1;
  const rooms = school.rooms.map(({ closures }) => ({
    closed: without.has('ROOM_CLOSURE') ? [] : lost.ofOutages(closures),
  }));
  const teachers = teachersOf(school, grid, lost, without);
  const problem: TimetablingProblem = {
    days: 7,
    slotsPerDay: grid.slotsPerDay,
    rooms: repeated(rooms, roomCopies),
    teachers: repeated(teachers, teacherCopies),
    series: lines.map((line) => ({
      ...line,
      rooms: copied(line.rooms, rooms.length, roomCopies),
      teachers: copied(line.teachers, teachers.length, teacherCopies),
    })),
    conflicts: conflictsOf(school, grid, lines, without),
    agendas: agendasOf(school, grid, lines, without),
    roomLimits: roomLimitsOf(school, lines, without),
    repeats: true,
    links: without.has('LINKED') ? [] : linksOf(school, lines),
    ...(!without.has('TEACHER_TRAVEL') && { travelSlots: travelSlots(school, grid) }),
    unplacedCost: UNPLACED_COST,
  };
  return {
    problem,
    given: givenFor(grid, lines),
    classOf: lines.map(({ classGroupId }) => classGroupId),
    read: (assignment) => read(school, grid, lines, assignment),
  };
}

/** The hours of the policy alone. */
const alwaysOpen = (school: School): School => ({
  ...school,
  branches: school.branches.map((branch) => ({ ...branch, openingHours: null })),
});

function givenFor(grid: Grid, lines: readonly Line[]): Given {
  const lessons = lessonsOf(lines);
  const pinned = new Set<number>();
  const nowhere = () => new Int32Array(lessons.length).fill(NOWHERE);
  const assignment: Assignment = { starts: nowhere(), rooms: nowhere(), teachers: nowhere() };
  for (const [number, { line }] of lessons.entries()) {
    if (line.fixed === null) continue;
    pinned.add(number);
    assignment.starts[number] = slotAt(grid, line.fixed.weekday, line.fixed.startMinute);
    assignment.rooms[number] = line.rooms[0]?.id ?? NOWHERE;
    assignment.teachers[number] = line.teachers[0]?.id ?? NOWHERE;
  }
  return { assignment, pinned };
}

function read(school: School, grid: Grid, lines: readonly Line[], assignment: Assignment): WeeklyTimetable {
  const placements: WeeklyTimetable['placements'][number][] = [];
  const unplaced: LessonOfClass[] = [];
  const groups = new Map(school.classGroups.map((group): [string, ClassGroup] => [group.id, group]));
  for (const [number, { line, lesson }] of lessonsOf(lines).entries()) {
    const { classGroupId } = line;
    if (line.fixed !== null || classGroupId === null) continue;
    const start = assignment.starts[number] ?? NOWHERE;
    const teacher = school.teachers[(assignment.teachers[number] ?? NOWHERE) % school.teachers.length];
    if (start === NOWHERE || teacher === undefined) {
      unplaced.push({ classGroupId, lesson });
      continue;
    }
    const room = assignment.rooms[number] ?? NOWHERE;
    placements.push({
      classGroupId,
      lesson,
      weekday: weekdayOf(grid, start),
      startMinute: minuteAt(grid, start),
      durationMinutes: groups.get(classGroupId)?.durationMinutes ?? 0,
      roomId: room === NOWHERE ? null : (school.rooms[room % school.rooms.length]?.id ?? null),
      teacherId: teacher.id,
    });
  }
  return { placements, unplaced };
}

const repeated = <T>(all: readonly T[], copies: number): T[] => Array.from({ length: copies }, () => all).flat();

const copied = (all: readonly Choice[], count: number, copies: number): Choice[] =>
  Array.from({ length: copies }, (_, copy) => all.map(({ id, cost }) => ({ id: id + copy * count, cost }))).flat();
