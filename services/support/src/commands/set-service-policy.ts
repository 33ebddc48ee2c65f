import { conflict, forbidden } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { checkTargets, type TicketPriority, type TicketType } from '../domain/service-policy.ts';
import { ServicePolicy } from '../persistence/entities/service-policy.ts';
import { recomputeClocks } from './recompute-clocks.ts';
import { calendarOf } from './ticket-work.ts';

export interface SetServicePolicy {
  branchId?: string | null | undefined;
  ticketType?: TicketType | null | undefined;
  firstResponseMinutes: number;
  nextResponseMinutes: number;
  resolutionMinutes: number;
  reopenWindowDays?: number | null | undefined;
  priority?: TicketPriority | null | undefined;
}

/** `<branch or *>/<type or *>`: what the versions of a policy are counted within. */
export const policyKey = (branchId: string | null, ticketType: TicketType | null): string =>
  `${branchId ?? '*'}/${ticketType ?? '*'}`;

/** Other targets from now on, as a new version; the former one ends. Throws INVALID_TARGET, ORGANIZATION_WIDE_POLICY. */
export async function setServicePolicy(
  unit: UnitOfWork,
  input: SetServicePolicy,
): Promise<{ servicePolicy: ServicePolicy; clocksRecomputed: number }> {
  const { em, principal, now } = unit;
  const branchId = input.branchId ?? null;
  const ticketType = input.ticketType ?? null;
  if (branchId) await calendarOf(unit, branchId);
  else if (principal.branches !== 'ALL') throw organizationWide();
  const { firstResponseMinutes, nextResponseMinutes, resolutionMinutes } = input;
  const targets = checkTargets({
    firstResponseMinutes,
    nextResponseMinutes,
    resolutionMinutes,
    reopenWindowDays: input.reopenWindowDays ?? 7,
    priority: input.priority ?? 'NORMAL',
  });
  const key = policyKey(branchId, ticketType);
  const former = await em.findOne(ServicePolicy, { policyKey: key }, { orderBy: { policyVersion: 'desc' } });
  if (former) former.validTo = now;
  const servicePolicy = em.create(ServicePolicy, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId,
    ticketType,
    policyKey: key,
    policyVersion: (former?.policyVersion ?? 0) + 1,
    validFrom: now,
    validTo: null,
    ...targets,
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'service_policy_version') ? changedMeanwhile() : error;
  });
  return { servicePolicy, clocksRecomputed: await recomputeClocks(unit, branchId) };
}

const organizationWide = () =>
  forbidden('ORGANIZATION_WIDE_POLICY', {
    en: 'Only who has every branch may set targets for every branch. Give branchId.',
    'zh-CN': '只有拥有全部校区权限者才能设置全机构的服务时限,请填写 branchId。',
  });

const changedMeanwhile = () =>
  conflict('CONCURRENT_CHANGE', {
    en: 'Someone else changed this policy at the same moment. Load it again and retry.',
    'zh-CN': '他人刚刚修改了该策略,请刷新后重试。',
  });
