import { conflict, type DomainError, type LocalizedMessage } from '@campusgraph/errors';
import { DateTime } from 'luxon';
import { freeSeats } from './class-group.ts';
import { type LessonTime, printLessonTime } from './lesson-time.ts';
import { holds, type WeeklyPeriod } from './weekly-periods.ts';

export const CHOICE_REASONS = [
  'SEATS_FREE',
  'NO_CLASH',
  'PREFERRED_TIMES',
  'SAME_BRANCH',
  'TEACHER_KNOWN',
  'CLASS_FULL',
  'STUDENT_CLASH',
  'CHOICE_TOO_LATE',
  'OUTSIDE_PREFERRED_TIMES',
  'OTHER_BRANCH',
] as const;
export type ChoiceReasonCode = (typeof CHOICE_REASONS)[number];

export interface ChoiceReason {
  code: ChoiceReasonCode;
  /** Speaks against the class. */
  isAgainst: boolean;
  /** Makes it impossible. */
  isBar: boolean;
  messages: LocalizedMessage;
}

/** A class that may be chosen, with its lessons ahead in order. */
export interface Candidate {
  id: string;
  name: string;
  capacity: number;
  enrolledCount: number;
  heldCount: number;
  branch: { id: string; name: string; timeZone: string };
  teacher: { id: string; name: string };
  lessons: readonly LessonTime[];
  choiceCutOffHours: number;
}

/** The child who chooses. */
export interface Chooser {
  branchId: string;
  /** What the child has ahead beside the class that is left, in order. */
  busy: readonly (LessonTime & { title: string })[];
  knownTeacherIds: readonly string[];
  /** None: no matter when. */
  preferredTimes: readonly WeeklyPeriod[];
}

export interface RatedChoice {
  classGroupId: string;
  fits: boolean;
  weeklyTimes: WeeklyPeriod[];
  reasons: ChoiceReason[];
}

/** What each reason for a class weighs; what a family said counts most. */
const WEIGHTS: Partial<Record<ChoiceReasonCode, number>> = { PREFERRED_TIMES: 8, SAME_BRANCH: 4, TEACHER_KNOWN: 2 };

/** Those that fit first, then what speaks for them, then the earlier next lesson, then the name. */
export function rankChoices(candidates: readonly Candidate[], chooser: Chooser, now: Date): RatedChoice[] {
  const rated = candidates.map((candidate) => {
    const reasons = reasonsOf(candidate, chooser, now);
    const weight = reasons.reduce((sum, { code }) => sum + (WEIGHTS[code] ?? 0), 0);
    return { candidate, weight, reasons, fits: !reasons.some(({ isBar }) => isBar) };
  });
  const next = ({ lessons }: Candidate) => lessons[0]?.startsAt.getTime() ?? Number.MAX_SAFE_INTEGER;
  return rated
    .toSorted(
      (a, b) =>
        Number(b.fits) - Number(a.fits) ||
        b.weight - a.weight ||
        next(a.candidate) - next(b.candidate) ||
        a.candidate.name.localeCompare(b.candidate.name),
    )
    .map(({ candidate, fits, reasons }) => ({
      ...{ classGroupId: candidate.id, fits, reasons },
      weeklyTimes: weeklyTimesOf(candidate),
    }));
}

const reason = (code: ChoiceReasonCode, against: 'for' | 'against' | 'bar', en: string, zh: string): ChoiceReason => ({
  code,
  isAgainst: against !== 'for',
  isBar: against === 'bar',
  messages: { en, 'zh-CN': zh },
});

const reasonsOf = (candidate: Candidate, chooser: Chooser, now: Date): ChoiceReason[] => [
  seats(candidate),
  clash(candidate, chooser),
  ...tooLate(candidate, now),
  ...preferred(candidate, chooser),
  ...place(candidate, chooser),
];

function seats(candidate: Candidate): ChoiceReason {
  const { capacity, heldCount } = candidate;
  const free = freeSeats(candidate);
  if (free > 0)
    return reason(
      'SEATS_FREE',
      'for',
      `${free} of ${capacity} seats are free.`,
      `还有 ${free} 个名额(共 ${capacity} 个)。`,
    );
  const [en, zh] = heldCount > 0 ? [`, ${heldCount} of them held`, `,其中 ${heldCount} 个已保留`] : ['', ''];
  return reason(
    'CLASS_FULL',
    'bar',
    `All ${capacity} seats are taken${en}. Join the wait list.`,
    `${capacity} 个名额已满${zh},可加入候补名单。`,
  );
}

function clash({ lessons, branch }: Candidate, { busy }: Chooser): ChoiceReason {
  for (const lesson of lessons) {
    const other = busy.find((one) => one.startsAt < lesson.endsAt && lesson.startsAt < one.endsAt);
    if (!other) continue;
    const when = printLessonTime(other, branch.timeZone);
    return reason(
      'STUDENT_CLASH',
      'bar',
      `Clashes with ${other.title} on ${when}.`,
      `与“${other.title}”冲突:${when}。`,
    );
  }
  return reason('NO_CLASH', 'for', 'No lesson meets another one of the child.', '与孩子的其他课次均不冲突。');
}

function tooLate(candidate: Candidate, now: Date): ChoiceReason[] {
  const late = choiceTooLate(candidate, now);
  return late ? [{ code: 'CHOICE_TOO_LATE', isAgainst: true, isBar: true, messages: late.messages }] : [];
}

function preferred({ lessons, branch }: Candidate, { preferredTimes }: Chooser): ChoiceReason[] {
  if (preferredTimes.length === 0 || lessons.length === 0) return [];
  const good = lessons.filter((lesson) => holds(preferredTimes, lesson, branch.timeZone)).length;
  if (good === lessons.length)
    return [reason('PREFERRED_TIMES', 'for', 'Every lesson is at a preferred time.', '所有课次均在意向时间内。')];
  const outside = lessons.length - good;
  return [
    reason(
      'OUTSIDE_PREFERRED_TIMES',
      'against',
      `${outside} of ${lessons.length} lessons are not at a preferred time.`,
      `${lessons.length} 个课次中有 ${outside} 个不在意向时间内。`,
    ),
  ];
}

function place({ branch, teacher }: Candidate, { branchId, knownTeacherIds }: Chooser): ChoiceReason[] {
  const where =
    branch.id === branchId
      ? reason('SAME_BRANCH', 'for', `In the child's own branch, ${branch.name}.`, `在孩子所在校区${branch.name}上课。`)
      : reason('OTHER_BRANCH', 'against', `In another branch, ${branch.name}.`, `在其他校区${branch.name}上课。`);
  const known = reason('TEACHER_KNOWN', 'for', `The child knows ${teacher.name}.`, `孩子认识任课老师${teacher.name}。`);
  return knownTeacherIds.includes(teacher.id) ? [where, known] : [where];
}

/** On which weekdays and at which times its lessons ahead are, in order. */
function weeklyTimesOf({ lessons, branch }: Candidate): WeeklyPeriod[] {
  const periods = lessons.map(({ startsAt, endsAt }) => {
    const start = DateTime.fromJSDate(startsAt, { zone: branch.timeZone });
    const end = DateTime.fromJSDate(endsAt, { zone: branch.timeZone });
    return { weekday: start.weekday, startTime: start.toFormat('HH:mm'), endTime: end.toFormat('HH:mm') };
  });
  const distinct = new Map(periods.map((one) => [`${one.weekday} ${one.startTime} ${one.endTime}`, one]));
  return [...distinct].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

type Cut = Pick<Candidate, 'id' | 'name' | 'lessons' | 'choiceCutOffHours'> & { branch: { timeZone: string } };

/** CHOICE_TOO_LATE when the next lesson of a class to be joined or left begins within the cut-off, or runs. */
export function choiceTooLate({ id, name, lessons, choiceCutOffHours, branch }: Cut, now: Date): DomainError | null {
  const next = lessons.find(({ endsAt }) => endsAt > now);
  if (!next || next.startsAt.getTime() - now.getTime() >= choiceCutOffHours * 3_600_000) return null;
  const when = printLessonTime(next, branch.timeZone);
  return conflict(
    'CHOICE_TOO_LATE',
    {
      en: `The next lesson of class ${name} is on ${when}; a class is chosen at least ${choiceCutOffHours} hours before. Choose after that lesson, or ask the front desk.`,
      'zh-CN': `班级“${name}”的下一课次为 ${when},选班须至少提前 ${choiceCutOffHours} 小时,请在该课次之后再选,或联系前台。`,
    },
    { classGroupId: id, startsAt: next.startsAt.toISOString(), choiceCutOffHours },
  );
}

/** Throws NOT_OPEN_TO_CHOICE: the school itself puts children into the class. */
export function checkOpenToChoice({
  id,
  name,
  isOpenToChoice,
}: {
  id: string;
  name: string;
  isOpenToChoice: boolean;
}): void {
  if (isOpenToChoice) return;
  throw conflict(
    'NOT_OPEN_TO_CHOICE',
    {
      en: `Class ${name} is not open to choice. Choose one of classChoices, or ask the front desk.`,
      'zh-CN': `班级“${name}”未开放自选,请从可选班级中选择,或联系前台。`,
    },
    { classGroupId: id },
  );
}
