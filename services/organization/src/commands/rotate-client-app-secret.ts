import { conflict, notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { ClientApp } from '../persistence/entities/client-app.ts';
import { audit } from './audit.ts';
import { newSecret, sha256 } from './secrets.ts';

/** A new secret for an app; the former one stops working. Throws CLIENT_APP_NOT_FOUND, CLIENT_APP_REVOKED. */
export async function rotateClientAppSecret(
  unit: UnitOfWork,
  clientAppId: string,
): Promise<{ clientApp: ClientApp; clientSecret: string }> {
  const clientApp = await unit.em.findOne(ClientApp, { id: clientAppId });
  if (!clientApp) throw notFound('ClientApp', clientAppId);
  if (clientApp.revokedAt)
    throw conflict('CLIENT_APP_REVOKED', {
      en: `${clientApp.name} is revoked for good; register a new app.`,
      'zh-CN': `${clientApp.name} 已被吊销,请重新注册。`,
    });
  const clientSecret = newSecret();
  clientApp.secretHash = sha256(clientSecret);
  audit(unit, 'client-app.secret-rotated', clientApp.id);
  return { clientApp, clientSecret };
}
