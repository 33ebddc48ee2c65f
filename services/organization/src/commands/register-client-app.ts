import { SCOPES, type Scope } from '@campusgraph/auth';
import { invalid, notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkText, narrowScopes } from '../domain/grant.ts';
import { Branch } from '../persistence/entities/branch.ts';
import { ClientApp } from '../persistence/entities/client-app.ts';
import { audit } from './audit.ts';
import { newSecret, sha256 } from './secrets.ts';

export interface RegisterClientApp {
  name: string;
  scopes: readonly string[];
  branchIds?: readonly string[] | null | undefined;
  purpose: string;
  expiresAt: Date;
}

/**
 * A partner's app and its secret, which is kept as a hash only. A grant never exceeds what whoever grants it has. Throws
 * INVALID_SCOPE, NO_SCOPES, BRANCH_NOT_FOUND, ALREADY_EXPIRED.
 */
export async function registerClientApp(
  unit: UnitOfWork,
  input: RegisterClientApp,
): Promise<{ clientApp: ClientApp; clientSecret: string }> {
  const { em, principal, now } = unit;
  const grantable = SCOPES.filter((scope): scope is Scope => principal.scopes.includes(scope));
  const scopes = narrowScopes(grantable, input.scopes);
  if (scopes.length === 0)
    throw invalid('NO_SCOPES', { en: 'Grant at least one scope.', 'zh-CN': '至少授予一个权限范围。' });
  if (input.expiresAt <= now)
    throw invalid('ALREADY_EXPIRED', {
      en: `expiresAt ${input.expiresAt.toISOString()} has passed.`,
      'zh-CN': `expiresAt ${input.expiresAt.toISOString()} 已过期。`,
    });
  for (const branchId of input.branchIds ?? [])
    if (!(await em.findOne(Branch, { id: branchId }))) throw notFound('Branch', branchId);
  const clientSecret = newSecret();
  const clientApp = em.create(ClientApp, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    name: checkText('name', input.name),
    clientId: `cg_${newId().replaceAll('-', '')}`,
    secretHash: sha256(clientSecret),
    scopes,
    branchIds: input.branchIds ? [...input.branchIds] : principal.branches === 'ALL' ? null : principal.branches,
    purpose: checkText('purpose', input.purpose, 1000),
    expiresAt: input.expiresAt,
    revokedAt: null,
  });
  audit(unit, 'client-app.registered', clientApp.id);
  return { clientApp, clientSecret };
}
