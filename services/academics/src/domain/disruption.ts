import { conflict, invalid } from '@campusgraph/errors';

/** What may happen to a school, as it is asked about; one of them. */
export const DISRUPTION_KINDS = [
  'teacherGone',
  'teacherAbsenceId',
  'roomGone',
  'roomClosureId',
  'branchGone',
  'holidayId',
  'newHoliday',
  'lessonMoved',
  'classAdded',
] as const;
export type DisruptionKind = (typeof DISRUPTION_KINDS)[number];

/** The only one that was given. Throws ONE_DISRUPTION for none or several. */
export function onlyDisruption(given: Partial<Record<DisruptionKind, unknown>>): DisruptionKind {
  const kinds = DISRUPTION_KINDS.filter((kind) => given[kind] !== null && given[kind] !== undefined);
  const [only] = kinds;
  if (only !== undefined && kinds.length === 1) return only;
  const all = DISRUPTION_KINDS.join(', ');
  throw invalid(
    'ONE_DISRUPTION',
    {
      en: `disruption needs exactly one of ${all}; it has ${kinds.length === 0 ? 'none' : kinds.join(', ')}.`,
      'zh-CN': `disruption 须且只能填写一项:${all};收到:${kinds.length === 0 ? '无' : kinds.join('、')}。`,
    },
    { argument: 'disruption', given: kinds },
  );
}

/** A plan is one branch's. Throws SEVERAL_BRANCHES unless `branchId` says which. */
export function onlyBranch(branchIds: readonly string[], branchId: string | null): string | null {
  if (branchId !== null || branchIds.length < 2) return branchId ?? branchIds[0] ?? null;
  throw conflict(
    'SEVERAL_BRANCHES',
    {
      en: `This concerns ${branchIds.length} branches. Give branchId and ask for each of them.`,
      'zh-CN': `涉及 ${branchIds.length} 个校区,请填写 branchId 并逐个校区查询。`,
    },
    { argument: 'branchId', branchIds },
  );
}

/** More lessons than a search can mend while somebody waits. */
export const MAX_AFFECTED = 300;

/** Throws TOO_MANY_AFFECTED. */
export function checkAffected(count: number): void {
  if (count <= MAX_AFFECTED) return;
  throw conflict(
    'TOO_MANY_AFFECTED',
    {
      en: `The disruption takes the place of ${count} lessons; a plan is made for at most ${MAX_AFFECTED}. Ask for a shorter time, part by part.`,
      'zh-CN': `该情况影响 ${count} 个课次,一次最多可为 ${MAX_AFFECTED} 个课次制定方案,请缩短时间分段查询。`,
    },
    { count, max: MAX_AFFECTED },
  );
}
