import type { DatabaseUrls } from '@campusgraph/persistence';
import { SERVICES, type ServiceName } from './checkout.ts';
import { provisionDatabase } from './provision.ts';

/**
 * Makes the databases of all nine services where they are missing. Each is named after its service; `prefix` keeps several
 * graphs on one server apart.
 */
export async function provisionAll(adminUrl: string, prefix = ''): Promise<Record<ServiceName, DatabaseUrls>> {
  const entries = await Promise.all(
    SERVICES.map(
      async (service) =>
        [service, await provisionDatabase(adminUrl, { name: `${prefix}${service}`, service })] as const,
    ),
  );
  return Object.fromEntries(entries) as Record<ServiceName, DatabaseUrls>;
}
