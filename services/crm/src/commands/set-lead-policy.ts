import { conflict, invalid } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { parseLeadPolicy } from '../domain/lead-policy.ts';
import { LeadPolicyVersion } from '../persistence/entities/lead-policy-version.ts';
import type { PolicyInForce } from '../persistence/queries/lead-policy.ts';

/**
 * The next version of the organization's policy. Leads are scored by it from their next behaviour on. Throws
 * LEAD_POLICY_INVALID, POLICY_IN_PAST.
 */
export async function setLeadPolicy(
  { em, principal, now }: UnitOfWork,
  input: { body: string; validFrom?: Date | null | undefined },
): Promise<PolicyInForce> {
  const body = parseLeadPolicy(input.body);
  const validFrom = input.validFrom ?? now;
  if (validFrom < now) throw inPast(validFrom);
  const latest = await em.findOne(LeadPolicyVersion, { number: { $gt: 0 } }, { orderBy: { number: 'desc' } });
  const number = (latest?.number ?? 0) + 1;
  const { organizationId } = principal;
  em.create(LeadPolicyVersion, { id: newId(), organizationId, createdAt: now, number, validFrom, body });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'lead_policy_version_number')
      ? conflict('CONCURRENT_CHANGE', {
          en: 'Someone else set the policy at the same moment. Look at it and set it again.',
          'zh-CN': '他人刚刚修改了规则,请查看后重试。',
        })
      : error;
  });
  return { version: number, validFrom, body };
}

const inPast = (validFrom: Date) =>
  invalid(
    'POLICY_IN_PAST',
    {
      en: `A policy cannot begin at ${validFrom.toISOString()}, which is over. Leave validFrom out for now.`,
      'zh-CN': `规则不能从过去的 ${validFrom.toISOString()} 生效。不填 validFrom 即立即生效。`,
    },
    { validFrom: validFrom.toISOString() },
  );
