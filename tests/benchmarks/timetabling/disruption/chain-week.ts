// biome-ignore-all lint/style/noNonNullAssertion: indexed by numbers that this file gave out
import type { ClassGroup, Lesson, Situation } from '@campusgraph/academics/timetabling/repair';

const [DAYS, SLOTS_PER_DAY, OPENS, CLOSES] = [7, 96, 36, 82];
const [BRANCHES, ROOMS, TEACHERS, STUDENTS, COURSES] = [5, 200, 300, 30_000, 20];
const STUDENTS_PER_CLASS = 9;
const LESSONS_PER_CLASS = 3;
const TRIES = 4000;

/** A week of a chain with so many lessons of 60 or 90 minutes, no two in each other's way, by a seed. Every tenth student or so is in two classes. */
export function chainWeek(lessonCount: number, random: () => number): Situation {
  const below = (bound: number) => Math.floor(random() * bound);
  const night = Array.from({ length: DAYS }, (_, day) => [
    { from: day * SLOTS_PER_DAY, to: day * SLOTS_PER_DAY + OPENS },
    { from: day * SLOTS_PER_DAY + CLOSES, to: (day + 1) * SLOTS_PER_DAY },
  ]).flat();
  const branches = numbered(BRANCHES, (i) => ({ id: `b${i}`, name: `Branch ${i}`, closed: night }));
  const courses = numbered(COURSES, (i) => ({ id: `c${i}`, equipment: i % 10 === 0 ? ['piano'] : [] }));
  const rooms = numbered(ROOMS, (i) => ({
    ...{ id: `r${i}`, name: `Room ${i}`, branchId: `b${i % BRANCHES}`, seats: 9 + (i % 3) * 5 },
    ...{ equipment: i % 4 < 2 ? ['piano'] : [], closed: [] },
  }));
  const teachers = numbered(TEACHERS, (i) => ({
    ...{ id: `t${i}`, name: `Teacher ${i}`, offHours: [], absent: [], payFenByDay: numbered(DAYS, () => 12_000) },
    courseIds: [0, 7, 13].map((step) => `c${(i + step) % COURSES}`),
    ...{ maxMinutesPerDay: 600, maxMinutesPerWeek: 3000 },
  }));
  const students = numbered(STUDENTS, (i) => ({ id: `s${i}`, guardianIds: [`g${i}`] }));
  const classes: ClassGroup[] = [];
  const lessons: Lesson[] = [];
  const taken = new Taken();
  while (lessons.length < lessonCount) {
    const number = classes.length;
    const studentIds = numbered(STUDENTS_PER_CLASS, (i) => `s${(number * STUDENTS_PER_CLASS + i * 7) % STUDENTS}`);
    const [branch, teacher] = [number % BRANCHES, number % TEACHERS];
    const id = `k${number}`;
    const courseId = teachers[teacher]!.courseIds[0]!;
    classes.push({
      id,
      name: `Class ${number}`,
      courseId,
      branchId: `b${branch}`,
      studentIds,
      size: STUDENTS_PER_CLASS,
      away: [],
    });
    const fitting = rooms.filter(
      ({ branchId, equipment }) => branchId === `b${branch}` && (number % 10 > 0 || equipment.length > 0),
    );
    const slots = random() < 0.7 ? 4 : 6;
    for (let i = 0, tries = 0; i < LESSONS_PER_CLASS && tries < TRIES; tries++) {
      const start = below(DAYS) * SLOTS_PER_DAY + OPENS + 2 * below((CLOSES - OPENS - slots) / 2);
      const room = fitting[below(fitting.length)]!.id;
      if (!taken.take([id, room, `t${teacher}`, ...studentIds], start, slots)) continue;
      const place = { start, roomId: room, teacherId: `t${teacher}` };
      lessons.push({ id: `l${lessons.length}`, classId: id, slots, place, fixed: false });
      i++;
    }
    if (number > lessonCount) throw new Error(`Only ${lessons.length} of ${lessonCount} lessons find a place.`);
  }
  return {
    ...{ firstDay: '2026-03-02', days: DAYS, slotsPerDay: SLOTS_PER_DAY, slotMinutes: 15, nowSlot: OPENS },
    ...{ branches, rooms, teachers, courses, classes, students, lessons, history: [] },
    travel: numbered(BRANCHES, (i) => ({ from: `b${i}`, to: `b${(i + 1) % BRANCHES}`, minutes: 30 })),
  };
}

/** Who is where already, slot by slot. */
class Taken {
  readonly #slots = new Set<string>();

  take(parties: readonly string[], start: number, slots: number): boolean {
    const keys = parties.flatMap((party) => numbered(slots, (i) => `${party}@${start + i}`));
    if (keys.some((key) => this.#slots.has(key))) return false;
    for (const key of keys) this.#slots.add(key);
    return true;
  }
}

const numbered = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));
