import { conflict, type DomainError, invalid, type LocalizedMessage } from '@campusgraph/errors';
import { type BranchClock, dayBegins, isAhead } from './suspension.ts';

/** A student who cannot come into a class, and why. */
export interface NotMoved {
  studentId: string;
  /** The id where the student is of a branch that the principal does not see. */
  name: string;
  /** As `moveStudent` would refuse it. */
  code: string;
  message: LocalizedMessage;
}

export const notMoved = (
  { studentId, name }: Pick<NotMoved, 'studentId' | 'name'>,
  { code, messages }: DomainError,
): NotMoved => ({ studentId, name, code, message: messages });

/** More names would not be read. */
const TOLD = 100;

/** STUDENTS_NOT_PLACED, everybody named with the reason. */
export function studentsNotPlaced(group: { id: string; name: string }, refused: readonly NotMoved[]): DomainError {
  const told = refused.slice(0, TOLD);
  const list = (locale: keyof LocalizedMessage) => told.map(({ name, message }) => `${name}: ${message[locale]}`);
  return conflict(
    'STUDENTS_NOT_PLACED',
    {
      en: `${refused.length} students cannot come into class ${group.name}, so nobody was moved. ${list('en').join(' ')}`,
      'zh-CN': `有 ${refused.length} 名学员无法进入班级“${group.name}”,未移动任何学员。${list('zh-CN').join('')}`,
    },
    {
      ...{ classGroupId: group.id, count: refused.length },
      students: told.map(({ studentId, code }) => ({ studentId, code })),
    },
  );
}

/** STUDENT_OF_ANOTHER_BRANCH: the record is that branch's to keep. */
export const ofAnotherBranch = (studentId: string): DomainError =>
  conflict(
    'STUDENT_OF_ANOTHER_BRANCH',
    {
      en: `Student ${studentId} was registered in a branch that you do not see. Ask that branch, or headquarters.`,
      'zh-CN': `学员 ${studentId} 在您无权查看的校区登记,请联系该校区或总部。`,
    },
    { studentId },
  );

/** NOBODY_TO_PROMOTE: a promotion of nobody is a typing error. */
export const nobodyToPromote = ({ id, name }: { id: string; name: string }): DomainError =>
  invalid(
    'NOBODY_TO_PROMOTE',
    {
      en: `Nobody of class ${name} would be promoted. Name students in studentIds, or choose a class that has some.`,
      'zh-CN': `班级“${name}”没有可升班的学员,请在 studentIds 中指定学员,或选择有学员的班级。`,
    },
    { classGroupId: id },
  );

/** Half a year. */
const MAX_DAYS_AHEAD = 184;

/** When students go on: at the day's midnight on the branch's clock; null or today: now. Throws INVALID_PROMOTION_DAY. */
export function promotionTime(on: string | null, clock: BranchClock): Date {
  if (on === null) return clock.now;
  if (isAhead(on, clock, MAX_DAYS_AHEAD)) return dayBegins(on, clock);
  throw invalid(
    'INVALID_PROMOTION_DAY',
    {
      en: `on ${on} must be today or within ${MAX_DAYS_AHEAD} days from today.`,
      'zh-CN': `升班日期 on ${on} 须为今天或今后 ${MAX_DAYS_AHEAD} 天内。`,
    },
    { on },
  );
}
