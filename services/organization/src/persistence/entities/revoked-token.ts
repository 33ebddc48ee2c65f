import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const revokedTokenSchema = defineEntity({
  name: 'RevokedToken',
  tableName: 'revoked_token',
  properties: {
    // Both are the key: who says that a token is revoked says so of the own organization's only.
    tokenId: p.uuid().primary(),
    organizationId: p.uuid().primary(),
    revokedAt: instant(),
    /** From then on the token is refused for its age, and the row is of no more use. */
    expiresAt: instant().index(),
  },
  ...tenantPolicies('revoked_token', { branch: 'none', family: 'shared', systemRole: 'organization_system' }),
});

export class RevokedToken extends revokedTokenSchema.class {}
revokedTokenSchema.setClass(RevokedToken);
