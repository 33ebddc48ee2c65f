import type { Scope } from '@campusgraph/auth';
import { aggregateProperties, instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const clientAppSchema = defineEntity({
  name: 'ClientApp',
  tableName: 'client_app',
  properties: {
    ...aggregateProperties,
    name: p.text(),
    clientId: p.text(),
    /** SHA-256 of a random secret of 256 bits: nothing to guess, so nothing to slow down. */
    secretHash: p.text(),
    scopes: p.array<Scope>(),
    branchIds: p.array<string>().columnType('uuid[]').nullable(),
    purpose: p.text(),
    expiresAt: instant(),
    revokedAt: instant().nullable(),
  },
  uniques: [{ name: 'client_app_client_id', properties: ['clientId'] }],
  ...tenantPolicies('client_app', { branch: 'several', family: 'hidden', systemRole: 'organization_system' }),
});

export class ClientApp extends clientAppSchema.class {}
clientAppSchema.setClass(ClientApp);
