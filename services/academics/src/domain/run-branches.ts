import { conflict, invalid } from '@campusgraph/errors';

/** A chain of this size fits into one search, and its school into one row. */
const MAX_BRANCHES = 50;

/** Each once, in the order given. Throws BRANCHES_MISSING, TOO_MANY_BRANCHES. */
export function checkRunBranches(ids: readonly string[]): string[] {
  const branchIds = [...new Set(ids)];
  if (branchIds.length === 0)
    throw invalid('BRANCHES_MISSING', {
      en: 'A timetable needs a branch. Give branchId, or several as branchIds.',
      'zh-CN': '排课须指定校区:请填写 branchId,或用 branchIds 指定多个校区。',
    });
  if (branchIds.length > MAX_BRANCHES)
    throw invalid(
      'TOO_MANY_BRANCHES',
      {
        en: `One timetable is made for at most ${MAX_BRANCHES} branches (branchIds), not ${branchIds.length}. Split them into several runs.`,
        'zh-CN': `一次排课最多包含 ${MAX_BRANCHES} 个校区(branchIds),收到 ${branchIds.length} 个,请分多次排课。`,
      },
      { count: branchIds.length },
    );
  return branchIds;
}

interface BranchOnClock {
  branchId: string;
  name: string;
  timeZone: string;
}

/** The zone of all of them. Throws BRANCHES_OF_DIFFERENT_ZONES: a weekly hour is one and the same instant in every branch of a run. */
export function checkOneZone(branches: readonly BranchOnClock[]): string {
  const [first, ...others] = branches;
  const other = others.find(({ timeZone }) => timeZone !== first?.timeZone);
  if (!first || !other) return first?.timeZone ?? 'utc';
  throw conflict(
    'BRANCHES_OF_DIFFERENT_ZONES',
    {
      en: `${first.name} keeps the clock of ${first.timeZone} and ${other.name} that of ${other.timeZone}; the branches of one timetable (branchIds) keep the same. Start a run for each zone.`,
      'zh-CN': `“${first.name}”使用 ${first.timeZone} 时区,“${other.name}”使用 ${other.timeZone} 时区;同一次排课的校区(branchIds)须在同一时区,请按时区分别排课。`,
    },
    {
      branchId: first.branchId,
      timeZone: first.timeZone,
      otherBranchId: other.branchId,
      otherTimeZone: other.timeZone,
    },
  );
}
