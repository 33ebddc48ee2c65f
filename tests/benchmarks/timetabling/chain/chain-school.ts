import { DEFAULT_POLICY, DEFAULT_WEIGHTS, type School } from '@campusgraph/academics/timetabling/school';

const ROOMS_PER_BRANCH = 40;
const TEACHERS_PER_BRANCH = 60;
const CLASSES_PER_BRANCH = 600;
const CHILDREN_PER_BRANCH = 6000;
const MAX_SEATS = 24;

const COURSES = ['ballet', 'piano', 'chess', 'english', 'maths', 'painting', 'dance', 'coding'];
/** What a course needs that not every room has. */
const NEEDS: Readonly<Record<string, string>> = {
  ballet: 'barre',
  dance: 'barre',
  piano: 'piano',
  coding: 'computers',
};
const EQUIPMENT = ['barre', 'piano', 'computers'];
const WEEKDAYS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startTime: '16:00', endTime: '20:30' }));
const WEEKEND = [6, 7].map((weekday) => ({ weekday, startTime: '09:00', endTime: '20:30' }));
const OPENING_HOURS = [...WEEKDAYS, ...WEEKEND];
/** Five days of work out of seven. */
const SHIFTS = [1, 2, 3, 4].map((day) => OPENING_HOURS.filter(({ weekday }) => weekday !== day && weekday !== day + 1));

/** 0 up to, not including, `bound`. */
type Random = (bound: number) => number;

/** A chain as large as asked: the same seed gives the same one. A 12-week term from March, with a closing day in April. */
export function chainSchool(branchCount: number, seed: number): School {
  const random = seeded(seed);
  const branches = Array.from({ length: branchCount }, (_, i) => ({
    id: `branch ${i}`,
    name: `branch ${i}`,
    openingHours: OPENING_HOURS,
    closingDays: [{ firstDay: '2026-04-04', lastDay: '2026-04-06' }],
  }));
  const each = <T>(count: number, make: (branchId: string, i: number, branch: number) => T): T[] =>
    branches.flatMap(({ id }, branch) => Array.from({ length: count }, (_, i) => make(id, i, branch)));
  const { classIds, students, sizes } = enrolled(branchCount, random);
  const neighbour = (branch: number) => branches[(branch + 1) % branchCount]?.id ?? '';
  return {
    timeZone: 'Asia/Shanghai',
    period: { from: '2026-03-02', to: '2026-05-24' },
    branches,
    rooms: each(ROOMS_PER_BRANCH, (branchId, i) => ({
      id: `${branchId} room ${i}`,
      name: `${branchId} room ${i}`,
      branchId,
      capacity: i % 4 === 0 ? MAX_SEATS + 6 : MAX_SEATS - (i % 3) * 4,
      equipment: EQUIPMENT.filter((_, kind) => i % 3 === kind),
      closures: [],
    })),
    teachers: each(TEACHERS_PER_BRANCH, (branchId, i, branch) => ({
      id: `${branchId} teacher ${i}`,
      name: `${branchId} teacher ${i}`,
      // One in six also teaches at the next branch.
      branchIds: i % 6 === 0 ? [branchId, neighbour(branch)] : [branchId],
      tier: null,
      courseIds: [0, 3].map((other) => COURSES[(i + other) % COURSES.length] ?? ''),
      weeklyHours: SHIFTS[random(SHIFTS.length)] ?? null,
      absences: [],
      maxMinutesPerDay: 420,
      maxMinutesPerWeek: 1800,
    })),
    classGroups: classIds.map((id, i) => {
      const courseId = COURSES[i % COURSES.length] ?? '';
      const need = NEEDS[courseId];
      return {
        id,
        name: id,
        branchId: branches[Math.floor(i / CLASSES_PER_BRANCH)]?.id ?? '',
        courseId,
        size: sizes[i] ?? 0,
        neededEquipment: need === undefined ? [] : [need],
        lessonsPerWeek: 1 + random(2),
        durationMinutes: random(2) === 0 ? 60 : 90,
        preferredTimes: random(2) === 0 ? WEEKEND : WEEKDAYS,
        teacherIds: null,
        roomIds: null,
        tiers: null,
        online: false,
        youngestAge: 4 + random(12),
      };
    }),
    students,
    fixed: [],
    links: [],
    travel: branches.map(({ id }, i) => ({ branchId: id, otherBranchId: neighbour(i), minutes: 30 })),
    policy: DEFAULT_POLICY,
    weights: DEFAULT_WEIGHTS,
  };
}

/** Children with one to three classes of their branch that still have seats. */
function enrolled(branchCount: number, random: Random) {
  const classIds = Array.from({ length: branchCount * CLASSES_PER_BRANCH }, (_, i) => `class ${i}`);
  const sizes = classIds.map(() => 0);
  const students = Array.from({ length: branchCount * CHILDREN_PER_BRANCH }, (_, child) => {
    const branch = Math.floor(child / CHILDREN_PER_BRANCH);
    const wanted = [1, 1, 1, 1, 1, 1, 2, 2, 2, 3][random(10)] ?? 1;
    const own = Array.from({ length: wanted }, () => branch * CLASSES_PER_BRANCH + random(CLASSES_PER_BRANCH));
    const taken = [...new Set(own)].filter((i) => (sizes[i] ?? 0) < MAX_SEATS);
    for (const i of taken) sizes[i] = (sizes[i] ?? 0) + 1;
    return { id: `child ${child}`, classGroupIds: taken.flatMap((i) => classIds[i] ?? []) };
  });
  return { classIds, students, sizes };
}

/** A linear congruential generator: good enough to spread a school. */
function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
