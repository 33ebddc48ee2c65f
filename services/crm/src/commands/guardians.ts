import { guardianContactChanged } from '@campusgraph/contracts';
import { conflict, notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import type { ContactChannel } from '../domain/lead-words.ts';
import { requirePhone } from '../domain/phone.ts';
import { localeOf, optionalEmail, requireText } from '../domain/text.ts';
import { Guardian } from '../persistence/entities/guardian.ts';
import { Household } from '../persistence/entities/household.ts';
import { checkBranch } from './check-known.ts';

export interface RegisterGuardian {
  branchId: string;
  name: string;
  phone: string;
  email?: string | null | undefined;
  locale?: string | null | undefined;
  preferredChannel?: ContactChannel | null | undefined;
  consent?: boolean | null | undefined;
  householdId?: string | null | undefined;
}

/** A customer who was never a lead. Throws BRANCH_NOT_FOUND, GUARDIAN_EXISTS, HOUSEHOLD_NOT_FOUND and what the checks of its texts throw. */
export async function registerGuardian(unit: UnitOfWork, input: RegisterGuardian): Promise<Guardian> {
  await checkBranch(unit.em, input.branchId);
  const guardian = await createGuardian(unit, input);
  recordContact(unit, guardian);
  return guardian;
}

/** The row alone: for whoever tells of the new guardian in a fact of its own. */
export async function createGuardian(unit: UnitOfWork, input: RegisterGuardian): Promise<Guardian> {
  const { em, principal, now } = unit;
  const id = newId();
  const guardian = em.create(Guardian, {
    id,
    guardianId: id,
    organizationId: principal.organizationId,
    createdAt: now,
    branchId: input.branchId,
    householdId: await householdOf(unit, input),
    name: requireText('name', input.name),
    phone: requirePhone(input.phone),
    email: optionalEmail(input.email),
    locale: localeOf(input.locale),
    preferredChannel: input.preferredChannel ?? 'PHONE',
    consentAt: input.consent ? now : null,
  });
  await flushUniquePhone(unit, guardian);
  return guardian;
}

async function householdOf({ em, principal, now }: UnitOfWork, input: RegisterGuardian): Promise<string> {
  if (input.householdId) {
    const known = await em.findOne(Household, { id: input.householdId });
    if (!known) throw notFound('Household', input.householdId);
    return known.id;
  }
  const { organizationId } = principal;
  return em.create(Household, { id: newId(), organizationId, createdAt: now, branchId: input.branchId }).id;
}

export interface UpdateGuardian {
  guardianId: string;
  name?: string | null | undefined;
  phone?: string | null | undefined;
  email?: string | null | undefined;
  locale?: string | null | undefined;
  preferredChannel?: ContactChannel | null | undefined;
  consent?: boolean | null | undefined;
}

/** What is left out stays as it is. Throws GUARDIAN_NOT_FOUND, GUARDIAN_EXISTS and what the checks of its texts throw. */
export async function updateGuardian(unit: UnitOfWork, input: UpdateGuardian): Promise<Guardian> {
  const { em, now } = unit;
  const guardian = await em.findOne(Guardian, { id: input.guardianId });
  if (!guardian) throw notFound('Guardian', input.guardianId);
  if (input.name) guardian.name = requireText('name', input.name);
  if (input.phone) guardian.phone = requirePhone(input.phone);
  if (input.email !== undefined) guardian.email = optionalEmail(input.email);
  if (input.locale) guardian.locale = localeOf(input.locale);
  if (input.preferredChannel) guardian.preferredChannel = input.preferredChannel;
  // Agreeing again does not move the day of the first agreement.
  if (input.consent === true) guardian.consentAt ??= now;
  if (input.consent === false) guardian.consentAt = null;
  await flushUniquePhone(unit, guardian);
  recordContact(unit, guardian);
  return guardian;
}

/** Tells how to reach the guardian as it is now. */
export function recordContact(unit: UnitOfWork, guardian: Guardian): void {
  unit.record(guardianContactChanged, guardian, {
    guardianId: guardian.id,
    name: guardian.name,
    phone: guardian.phone,
    email: guardian.email ?? null,
    locale: guardian.locale,
    preferredChannel: guardian.preferredChannel,
    hasConsent: guardian.consentAt !== null,
  });
}

async function flushUniquePhone({ em }: UnitOfWork, { phone }: Guardian): Promise<void> {
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'guardian_phone')
      ? conflict(
          'GUARDIAN_EXISTS',
          {
            en: `The branch has a guardian with the phone ${phone} already. Look for that one: guardians(filter: { search: "${phone}" }).`,
            'zh-CN': `本校区已有电话为 ${phone} 的家长,请在 guardians 中搜索该号码。`,
          },
          { phone },
        )
      : error;
  });
}
