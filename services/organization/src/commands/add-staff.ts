import { staffJoined } from '@campusgraph/contracts';
import { conflict, forbidden, invalid, notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { checkText } from '../domain/grant.ts';
import { checkPassword } from '../domain/password.ts';
import { Account } from '../persistence/entities/account.ts';
import { Branch } from '../persistence/entities/branch.ts';
import { Staff, type StaffRole } from '../persistence/entities/staff.ts';
import { audit } from './audit.ts';
import { hashPassword } from './secrets.ts';

export interface AddStaff {
  name: string;
  role: StaffRole;
  branchIds?: readonly string[] | null | undefined;
  email?: string | null | undefined;
  login?: string | null | undefined;
  password?: string | null | undefined;
}

/**
 * Somebody joins, with an account if a login is given. Throws BRANCH_NOT_FOUND, ALL_BRANCHES_FORBIDDEN, LOGIN_INCOMPLETE,
 * LOGIN_TAKEN and what `checkPassword` throws.
 */
export async function addStaff(unit: UnitOfWork, input: AddStaff): Promise<Staff> {
  const { em, principal, now } = unit;
  const branchIds = await checkBranches(unit, input.branchIds ?? null, input.role);
  const staff = em.create(Staff, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    name: checkText('name', input.name),
    role: input.role,
    branchIds,
    email: input.email ?? null,
  });
  await addAccount(unit, staff, input);
  audit(unit, 'staff.joined', staff.id);
  unit.record(staffJoined, staff, {
    staffId: staff.id,
    name: staff.name,
    role: staff.role,
    branchIds: branchIds ?? [],
    email: staff.email ?? null,
  });
  return staff;
}

async function checkBranches(
  { em, principal }: UnitOfWork,
  branchIds: readonly string[] | null,
  role: StaffRole,
): Promise<string[] | null> {
  if ((branchIds === null || role === 'HQ') && principal.branches !== 'ALL') {
    throw forbidden('ALL_BRANCHES_FORBIDDEN', {
      en: 'Only headquarters adds people for every branch; name your branches in branchIds.',
      'zh-CN': '只有总部可以添加全校区员工,请在 branchIds 中指定校区。',
    });
  }
  if (branchIds === null) return null;
  const found = await em.find(Branch, { id: { $in: [...branchIds] } });
  const missing = branchIds.find((id) => !found.some((branch) => branch.id === id));
  if (missing !== undefined) throw notFound('Branch', missing);
  return [...new Set(branchIds)];
}

async function addAccount(
  { em, principal, now }: UnitOfWork,
  staff: Staff,
  { login, password }: AddStaff,
): Promise<void> {
  if (!login && !password) return;
  if (!login || !password)
    throw invalid('LOGIN_INCOMPLETE', {
      en: 'An account needs both login and password.',
      'zh-CN': '账号需要同时提供 login 和 password。',
    });
  checkPassword(password);
  em.create(Account, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    kind: 'STAFF',
    subjectId: staff.id,
    branchIds: null,
    login: checkText('login', login),
    status: 'ACTIVE',
    passwordHash: await hashPassword(password),
    activationCodeHash: null,
    activationExpiresAt: null,
    lockedUntil: null,
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'account_login')
      ? conflict('LOGIN_TAKEN', {
          en: `The login "${login}" is taken; choose another.`,
          'zh-CN': `账号“${login}”已被使用,请更换。`,
        })
      : error;
  });
}
