import { dayOf, type Lesson, meets, type Place, type Situation, type Span } from './situation.ts';

export type HardRule =
  | 'DAY_ENDS'
  | 'BRANCH_OPEN'
  | 'ROOM_OPEN'
  | 'ROOM_SEATS'
  | 'ROOM_EQUIPPED'
  | 'ROOM_ONCE'
  | 'TEACHER_SKILLED'
  | 'TEACHER_THERE'
  | 'TEACHER_ONCE'
  | 'TEACHER_DAY'
  | 'TEACHER_WEEK'
  | 'CLASS_THERE'
  | 'LESSON_WITHIN'
  | 'STUDENT_ONCE';

export interface Breach {
  rule: HardRule;
  lessonId: string;
  otherId?: string;
}

interface Placed extends Lesson {
  place: Place;
}

/**
 * Every hard constraint that a timetable breaks, plain and slow, straight from the situation's words. It shares no code with what makes
 * plans, so that a mistake in the one cannot hide in the other.
 */
export function breaches(situation: Situation): Breach[] {
  const placed = situation.lessons.filter((lesson): lesson is Placed => lesson.place !== null);
  const alone = placed.flatMap((lesson) => ofOne(situation, lesson).map((rule) => ({ rule, lessonId: lesson.id })));
  const pairs = placed.flatMap((one, i) =>
    placed
      .slice(i + 1)
      .flatMap((other) => ofTwo(situation, one, other).map((rule) => ({ rule, lessonId: one.id, otherId: other.id }))),
  );
  return [...alone, ...pairs, ...loads(situation, placed)];
}

function ofOne(situation: Situation, lesson: Placed): HardRule[] {
  const { room, teacher, group, course, branch } = named(situation, lesson);
  const time = spanOf(lesson);
  const hits = (spans: readonly Span[]) => spans.some((span) => meets(span, time));
  const lastSlot = time.to - 1;
  const broken: Record<string, boolean> = {
    DAY_ENDS:
      time.from < 0 ||
      lastSlot >= situation.days * situation.slotsPerDay ||
      dayOf(situation, time.from) !== dayOf(situation, lastSlot),
    BRANCH_OPEN: hits(branch.closed),
    ROOM_OPEN: hits(room.closed),
    ROOM_SEATS: room.seats < group.size,
    ROOM_EQUIPPED: course.equipment.some((each) => !room.equipment.includes(each)),
    TEACHER_SKILLED: teacher.courseIds !== null && !teacher.courseIds.includes(course.id),
    TEACHER_THERE: hits(teacher.absent) || hits(teacher.offHours),
    CLASS_THERE: hits(group.away),
    LESSON_WITHIN: lesson.within !== undefined && (time.from < lesson.within.from || time.to > lesson.within.to),
  };
  return Object.keys(broken).filter((rule) => broken[rule]) as HardRule[];
}

function ofTwo(situation: Situation, one: Placed, other: Placed): HardRule[] {
  const [a, b] = [spanOf(one), spanOf(other)];
  if (dayOf(situation, a.from) !== dayOf(situation, b.from)) return [];
  const minutes = travelMinutes(situation, one, other);
  const gapMinutes = (Math.max(a.from, b.from) - Math.min(a.to, b.to)) * situation.slotMinutes;
  const isTooClose = meets(a, b) || gapMinutes < minutes;
  const [own, their] = [named(situation, one).group, named(situation, other).group];
  const shares = own.id === their.id || own.studentIds.some((id) => their.studentIds.includes(id));
  return [
    ...(one.place.roomId === other.place.roomId && meets(a, b) ? ['ROOM_ONCE' as const] : []),
    ...(one.place.teacherId === other.place.teacherId && isTooClose ? ['TEACHER_ONCE' as const] : []),
    ...(shares && isTooClose ? ['STUDENT_ONCE' as const] : []),
  ];
}

function loads(situation: Situation, placed: readonly Placed[]): Breach[] {
  const { slotMinutes, teachers } = situation;
  return teachers.flatMap(({ id, maxMinutesPerDay, maxMinutesPerWeek }) => {
    const own = placed.filter(({ place }) => place.teacherId === id);
    const above = (rule: HardRule, max: number | null, unit: (day: number) => number): Breach[] =>
      [...Map.groupBy(own, ({ place }) => unit(dayOf(situation, place.start))).values()].flatMap((those) => {
        const minutes = those.reduce((sum, { slots }) => sum + slots * slotMinutes, 0);
        return max !== null && minutes > max ? [{ rule, lessonId: those[0]?.id ?? id, otherId: id }] : [];
      });
    return [
      ...above('TEACHER_DAY', maxMinutesPerDay, (day) => day),
      ...above('TEACHER_WEEK', maxMinutesPerWeek, (day) => Math.floor(day / 7)),
    ];
  });
}

const spanOf = ({ place, slots }: Placed): Span => ({ from: place.start, to: place.start + slots });

function travelMinutes(situation: Situation, one: Placed, other: Placed): number {
  const [a, b] = [named(situation, one).branch.id, named(situation, other).branch.id];
  const way = situation.travel.find(({ from, to }) => (from === a && to === b) || (from === b && to === a));
  return way?.minutes ?? 0;
}

function named(situation: Situation, { classId, place }: Placed) {
  const room = byId(situation.rooms, place.roomId);
  const group = byId(situation.classes, classId);
  return {
    room,
    group,
    branch: byId(situation.branches, room.branchId),
    teacher: byId(situation.teachers, place.teacherId),
    course: byId(situation.courses, group.courseId),
  };
}

function byId<T extends { id: string }>(items: readonly T[], id: string): T {
  const found = items.find((each) => each.id === id);
  if (!found) throw new Error(`The situation has no ${id}.`);
  return found;
}
