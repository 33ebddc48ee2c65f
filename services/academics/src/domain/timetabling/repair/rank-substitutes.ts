// biome-ignore-all lint/style/noNonNullAssertion: indexed by numbers that the index gave out
import { conflict, type LocalizedMessage, notFound } from '@campusgraph/errors';
import { Board, NOWHERE } from './board.ts';
import { payFenOf } from './pay-by-day.ts';
import { SchoolIndex } from './school-index.ts';
import { dayOf, meets, type Situation, type Span } from './situation.ts';
import { type Reason, reason } from './substitute-reasons.ts';

/** Points, the least first: minutes on the way; hours of the week taught already; a course never named as a skill; a day without lessons. */
const POINTS = { travelMinute: 1, weekHour: 3, anyCourse: 30, idleDay: 25, lessonWithClass: -6 };
/** Who has taught the class more often than this is no better known to it. */
const KNOWN_WELL = 10;

export interface Substitute {
  teacherId: string;
  points: number;
  /** What the lesson would earn them; null: unknown. */
  payFen: number | null;
  reasons: Reason[];
}

export interface Substitutes {
  /** The best first. */
  able: Substitute[];
  unable: { teacherId: string; reasons: Reason[] }[];
}

/**
 * Who could take one lesson as it is, by skill, way, load and history with the class, and who could not and why. Pay decides only where
 * all that is the same: the children notice it least. Throws LESSON_NOT_FOUND, or LESSON_WITHOUT_PLACE.
 */
export function rankSubstitutes(situation: Situation, lessonId: string): Substitutes {
  const school = new SchoolIndex(situation);
  const lesson = school.lesson.get(lessonId);
  if (lesson === undefined) throw notFound('Lesson', lessonId);
  const board = new Board(school);
  if (board.starts[lesson] === NOWHERE) throw withoutPlace(lessonId);
  const able: Substitute[] = [];
  const unable: Substitutes['unable'] = [];
  for (const [teacher, { id }] of situation.teachers.entries()) {
    if (teacher === board.teachers[lesson]) continue;
    const obstacles = whyNot(board, lesson, teacher);
    if (obstacles.length > 0) unable.push({ teacherId: id, reasons: obstacles });
    else able.push({ teacherId: id, ...merits(board, lesson, teacher) });
  }
  return { able: able.sort(betterFirst), unable };
}

/** Who costs less first, and who costs nobody knows what last. */
const betterFirst = (a: Substitute, b: Substitute): number =>
  a.points - b.points || dearness(a) - dearness(b) || (a.teacherId < b.teacherId ? -1 : 1);

const dearness = ({ payFen }: Substitute): number => payFen ?? Number.MAX_SAFE_INTEGER;

function whyNot(board: Board, lesson: number, teacher: number): Reason[] {
  const { school } = board;
  const { situation } = school;
  const { offHours, absent, maxMinutesPerDay, maxMinutesPerWeek } = situation.teachers[teacher]!;
  const start = board.starts[lesson]!;
  const time: Span = { from: start, to: start + board.slots[lesson]! };
  const minutes = (unit: 'day' | 'week') =>
    (board.load(teacher, start, unit, lesson) + board.slots[lesson]!) * situation.slotMinutes;
  const reasons: Reason[] = [];
  if (!school.teachersFor(school.classOf[lesson]!).includes(teacher)) {
    const { courseId } = situation.classes[school.classOf[lesson]!]!;
    reasons.push(reason.notSkilled({ courseId }));
  }
  if (absent.some((span) => meets(span, time))) reasons.push(reason.absent({}));
  if (offHours.some((span) => meets(span, time))) reasons.push(reason.offHours({}));
  for (const other of board.taughtBy(teacher)) {
    if (!board.tooClose(lesson, start, board.branchOf(lesson), other)) continue;
    const theirs = { from: board.starts[other]!, to: board.starts[other]! + board.slots[other]! };
    const at = { lessonId: situation.lessons[other]!.id };
    reasons.push(meets(theirs, time) ? reason.teachesThen(at) : reason.noTimeToTravel(at));
  }
  if (maxMinutesPerDay !== null && minutes('day') > maxMinutesPerDay)
    reasons.push(reason.dayFull({ minutes: minutes('day'), maxMinutes: maxMinutesPerDay }));
  if (maxMinutesPerWeek !== null && minutes('week') > maxMinutesPerWeek)
    reasons.push(reason.weekFull({ minutes: minutes('week'), maxMinutes: maxMinutesPerWeek }));
  return reasons;
}

function merits(board: Board, lesson: number, teacher: number): Omit<Substitute, 'teacherId'> {
  const { situation, classOf } = board.school;
  const { id, courseIds, payFenByDay } = situation.teachers[teacher]!;
  const { id: classId, courseId } = situation.classes[classOf[lesson]!]!;
  const start = board.starts[lesson]!;
  const hours = Math.ceil((board.load(teacher, start, 'week', lesson) * situation.slotMinutes) / 60);
  const isIdle = board.load(teacher, start, 'day', lesson) === 0;
  const travelMinutes = extraTravel(board, lesson, teacher);
  const taught = situation.history.find((one) => one.teacherId === id && one.classId === classId)?.lessons ?? 0;
  const points =
    travelMinutes * POINTS.travelMinute +
    hours * POINTS.weekHour +
    (courseIds === null ? POINTS.anyCourse : 0) +
    (isIdle ? POINTS.idleDay : 0) +
    Math.min(taught, KNOWN_WELL) * POINTS.lessonWithClass;
  const reasons = [
    courseIds === null ? reason.teachesAnything({}) : reason.skilled({ courseId }),
    ...(taught > 0 ? [reason.knowsClass({ lessons: taught })] : []),
    ...(travelMinutes > 0 ? [reason.travels({ minutes: travelMinutes })] : []),
    ...(isIdle ? [reason.comesForThis({})] : []),
    reason.load({ hours }),
  ];
  return { points, payFen: payFenOf(situation, { payFenByDay }, { start }), reasons };
}

/** Minutes on the way more than without the lesson: from where they are before, and to where they are after, on that day. */
function extraTravel(board: Board, lesson: number, teacher: number): number {
  const { school } = board;
  const start = board.starts[lesson]!;
  const day = dayOf(school.situation, start);
  const sameDay = board
    .taughtBy(teacher)
    .filter((other) => dayOf(school.situation, board.starts[other]!) === day)
    .toSorted((a, b) => board.starts[a]! - board.starts[b]!);
  const before = sameDay.findLast((other) => board.starts[other]! < start);
  const after = sameDay.find((other) => board.starts[other]! > start);
  const way = (one: number | undefined, other: number | undefined) =>
    one === undefined || other === undefined ? 0 : school.travelSlots(board.branchOf(one), board.branchOf(other));
  return (way(before, lesson) + way(lesson, after) - way(before, after)) * school.situation.slotMinutes;
}

const withoutPlace = (lessonId: string) =>
  conflict(
    'LESSON_WITHOUT_PLACE',
    {
      en: `Lesson ${lessonId} has no time yet. Choose one first.`,
      'zh-CN': `课次 ${lessonId} 尚未排定时间,请先选择时间。`,
    } satisfies LocalizedMessage,
    { scheduledLessonId: lessonId },
  );
