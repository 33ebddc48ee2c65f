import { invalid } from '@campusgraph/errors';
import type { PolicyBodies, PolicyKind } from './policy.ts';

export type GivenPolicy = { [Kind in PolicyKind]: { kind: Kind; body: PolicyBodies[Kind] } }[PolicyKind];

/** Throws INVALID_POLICY naming the value that makes no sense. */
export function checkPolicy({ kind, body }: GivenPolicy): void {
  if (kind === 'DEDUCTION') {
    for (const [status, charge] of Object.entries(body.charges)) checkRange(`charges.${status}`, charge, 0, 100);
    checkRange('leaveCutOffHours', body.leaveCutOffHours, 0, 720);
    checkRange('arrearsLimitHundredths', body.arrearsLimitHundredths, 0, 100_000);
  }
  if (kind === 'REFUND') {
    checkRange('unconditionalDays', body.unconditionalDays, 0, 366);
    checkRange('payOutWorkingDays', body.payOutWorkingDays, 0, 366);
    checkRange('automaticUpToFen', body.automaticUpToFen, 0, Number.MAX_SAFE_INTEGER);
    checkRange('headquartersAboveFen', body.headquartersAboveFen, body.automaticUpToFen, Number.MAX_SAFE_INTEGER);
  }
  if (kind === 'SALES') {
    checkRange('quoteValidDays', body.quoteValidDays, 1, 366);
    checkRange('termsVersion.length', body.termsVersion.trim().length, 1, 50);
  }
}

function checkRange(argument: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw invalid(
    'INVALID_POLICY',
    {
      en: `${argument} must be from ${least} to ${most}, not ${value}.`,
      'zh-CN': `${argument} 须在 ${least} 到 ${most} 之间,收到 ${value}。`,
    },
    { argument, value },
  );
}

/** The one body that was given. Throws ONE_POLICY_AT_A_TIME for none or several. */
export function onlyPolicy(bodies: { [Kind in PolicyKind]: PolicyBodies[Kind] | null | undefined }): GivenPolicy {
  const given = (Object.keys(bodies) as PolicyKind[]).flatMap((kind) =>
    bodies[kind] ? [{ kind, body: bodies[kind] } as GivenPolicy] : [],
  );
  const [first] = given;
  if (first && given.length === 1) return first;
  throw invalid('ONE_POLICY_AT_A_TIME', {
    en: `Give exactly one of deduction, revenue, refund and sales, not ${given.length}.`,
    'zh-CN': `deduction、revenue、refund、sales 须恰好提供一个,收到 ${given.length} 个。`,
  });
}
