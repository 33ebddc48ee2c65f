import type { Locale } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { SHIPPED_TEMPLATES } from '../domain/shipped-templates.ts';
import { LOCALES, NOTICE_KEYS } from '../domain/template-keys.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { ClassGroupCopy } from '../persistence/entities/class-group-copy.ts';
import { GuardianCopy } from '../persistence/entities/guardian-copy.ts';
import { OrganizationCopy } from '../persistence/entities/organization-copy.ts';
import { Preference } from '../persistence/entities/preference.ts';
import { RosterCopy } from '../persistence/entities/roster-copy.ts';
import { Template } from '../persistence/entities/template.ts';
import { templateSlot } from './save-template.ts';

/** Keeps a school's name, zone and language. */
export async function rememberOrganization(
  { em, principal }: UnitOfWork,
  organization: { name: string; timeZone: string; locale: Locale },
): Promise<void> {
  await em.upsert(OrganizationCopy, { ...organization, organizationId: principal.organizationId });
}

/** Gives a school the shipped texts as its own of version 1. */
export async function shipTemplates({ em, principal, now }: UnitOfWork): Promise<void> {
  const { organizationId } = principal;
  if (await em.count(Template, {})) return;
  for (const key of NOTICE_KEYS) {
    for (const locale of LOCALES) {
      em.create(Template, {
        id: newId(),
        organizationId,
        createdAt: now,
        key,
        locale,
        channel: null,
        slot: templateSlot(key, locale, null),
        templateVersion: 1,
        current: true,
        ...SHIPPED_TEMPLATES[key][locale],
      });
    }
  }
}

/** Keeps a branch's zone. */
export async function rememberBranch(
  { em, principal }: UnitOfWork,
  branch: { branchId: string; name: string; timeZone: string },
): Promise<void> {
  await em.upsert(BranchCopy, { ...branch, organizationId: principal.organizationId });
}

export interface GuardianFacts {
  guardianId: string;
  branchId: string | null;
  name: string;
  phone: string | null;
  /** Left out: what is known of it stays. */
  email?: string | null;
  locale?: Locale;
}

/** Keeps a guardian's addresses. A guardian of two branches belongs to both. */
export async function rememberGuardian({ em, principal }: UnitOfWork, facts: GuardianFacts): Promise<void> {
  const { guardianId, branchId, name, phone } = facts;
  const known = await em.findOne(GuardianCopy, { guardianId });
  const branchIds = [...new Set([...(known?.branchIds ?? []), ...(branchId ? [branchId] : [])])];
  await em.upsert(GuardianCopy, {
    guardianId,
    organizationId: principal.organizationId,
    branchIds: branchIds.length > 0 ? branchIds : null,
    name,
    phone: phone ?? known?.phone ?? null,
    email: facts.email === undefined ? (known?.email ?? null) : facts.email,
    locale: facts.locale ?? known?.locale ?? 'zh-CN',
  });
  if (!known) return;
  const preference = await em.findOne(Preference, { guardianId });
  if (preference) preference.branchIds = branchIds.length > 0 ? branchIds : null;
}

/**
 * Keeps the addresses of a new customer. Of one who is known, only that he belongs to one more branch: a conversion is
 * ordered by its lead and may come late, whereas changes of the contact come in the order of the guardian.
 */
export async function rememberNewGuardian(unit: UnitOfWork, facts: GuardianFacts): Promise<void> {
  const known = await unit.em.findOne(GuardianCopy, { guardianId: facts.guardianId });
  const { guardianId, branchId } = facts;
  await rememberGuardian(unit, known ? { guardianId, branchId, name: known.name, phone: known.phone ?? null } : facts);
}

/** Keeps the name and phone of guardians whom crm has not told of yet; who is known already stays as he is. */
export async function rememberLogins(unit: UnitOfWork, logins: readonly GuardianFacts[]): Promise<void> {
  const ids = logins.map(({ guardianId }) => guardianId);
  const known = await unit.em.find(GuardianCopy, { guardianId: { $in: ids } });
  const missing = logins.filter(({ guardianId }) => !known.some((row) => row.guardianId === guardianId));
  for (const facts of missing) await rememberGuardian(unit, facts);
}

/** Keeps a class's name. */
export async function rememberClassGroup(
  { em, principal }: UnitOfWork,
  classGroup: { classGroupId: string; branchId: string; name: string },
): Promise<void> {
  await em.upsert(ClassGroupCopy, { ...classGroup, organizationId: principal.organizationId });
}

export interface RosterFacts {
  enrollmentId: string;
  branchId: string;
  classGroupId: string;
  studentId: string;
  guardianId: string;
}

/** Keeps that a student is in a class; a withdrawal that was heard of first stands. */
export async function rememberEnrollment(
  { em, principal }: UnitOfWork,
  { studentName, enrolledAt, ...facts }: RosterFacts & { studentName: string; enrolledAt: Date },
): Promise<void> {
  const known = await em.findOne(RosterCopy, { enrollmentId: facts.enrollmentId });
  if (known) em.assign(known, { studentName, enrolledAt });
  else {
    const stay = { ...facts, studentName, enrolledAt, withdrawnAt: null };
    em.create(RosterCopy, { ...stay, organizationId: principal.organizationId });
  }
}

/** Keeps that a student has left a class. */
export async function rememberWithdrawal(
  { em, principal }: UnitOfWork,
  { withdrawnAt, ...facts }: RosterFacts & { withdrawnAt: Date },
): Promise<void> {
  const known = await em.findOne(RosterCopy, { enrollmentId: facts.enrollmentId });
  if (known) known.withdrawnAt = withdrawnAt;
  else
    em.create(RosterCopy, {
      ...facts,
      organizationId: principal.organizationId,
      studentName: '',
      enrolledAt: null,
      withdrawnAt,
    });
}
