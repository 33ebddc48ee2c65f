import type { DatabaseUrls } from '@campusgraph/persistence';
import { SERVICES, type ServiceName } from './checkout.ts';
import { provisionDatabase } from './provision.ts';

/** Makes the databases of all nine services where they are missing: `<prefix>_billing` and so on. */
export async function provisionAll(
  adminUrl: string,
  prefix = 'campusgraph',
): Promise<Record<ServiceName, DatabaseUrls>> {
  const entries = await Promise.all(
    SERVICES.map(
      async (service) =>
        [service, await provisionDatabase(adminUrl, { name: `${prefix}_${service}`, service })] as const,
    ),
  );
  return Object.fromEntries(entries) as Record<ServiceName, DatabaseUrls>;
}
