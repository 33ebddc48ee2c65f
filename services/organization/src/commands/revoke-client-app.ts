import { clientAppRevoked } from '@campusgraph/contracts';
import { notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { ClientApp } from '../persistence/entities/client-app.ts';
import { audit } from './audit.ts';

/** Ends an app: no new token, and those out are refused within seconds. A second time changes nothing. Throws CLIENT_APP_NOT_FOUND. */
export async function revokeClientApp(unit: UnitOfWork, clientAppId: string): Promise<ClientApp> {
  const clientApp = await unit.em.findOne(ClientApp, { id: clientAppId });
  if (!clientApp) throw notFound('ClientApp', clientAppId);
  if (clientApp.revokedAt) return clientApp;
  clientApp.revokedAt = unit.now;
  audit(unit, 'client-app.revoked', clientApp.id);
  unit.record(clientAppRevoked, clientApp, { clientAppId: clientApp.id });
  return clientApp;
}
