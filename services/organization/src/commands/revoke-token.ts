import { forbidden } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { RevokedToken } from '../persistence/entities/revoked-token.ts';
import { audit } from './audit.ts';
import { ACCESS_TOKEN_LIFETIME_S } from './tokens.ts';

/** Ends a token before its time; without an id, the one of this request. Throws FORBIDDEN for another's without staff:write. */
export async function revokeToken(unit: UnitOfWork, tokenId: string | null | undefined): Promise<string> {
  const { em, principal, now } = unit;
  const id = tokenId ?? principal.tokenId;
  if (!id || (id !== principal.tokenId && !principal.scopes.includes('staff:write'))) {
    throw forbidden(
      'FORBIDDEN',
      {
        en: "Revoking somebody else's token needs the scope staff:write.",
        'zh-CN': '吊销他人的令牌需要 staff:write 权限。',
      },
      { requiredScopes: ['staff:write'] },
    );
  }
  if (await em.findOne(RevokedToken, { tokenId: id })) return id;
  em.create(RevokedToken, {
    tokenId: id,
    organizationId: principal.organizationId,
    revokedAt: now,
    expiresAt: new Date(now.getTime() + ACCESS_TOKEN_LIFETIME_S * 1000),
  });
  audit(unit, 'token.revoked', id);
  return id;
}
