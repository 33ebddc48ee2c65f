import type { Service, ServiceConfig } from '@campusgraph/graphql';
import type { ServiceName } from './checkout.ts';
import { type Keys, TOKEN_ISSUER } from './keys.ts';

type CreateService = (config: ServiceConfig) => Promise<Service>;

/** What single services need beside what all do. */
export interface ServiceExtras {
  /** For organization, which signs access tokens. */
  keys: Keys;
  /** For notifications: mail servers in the order to be asked, separated by commas. Without it notices are only logged. */
  smtpUrl: string | undefined;
}

/** How each service is made. The code is loaded when it is asked for, all at once. */
const FACTORIES: Record<ServiceName, (extras: ServiceExtras) => Promise<CreateService>> = {
  organization: async ({ keys }) => {
    const { createService } = await import('@campusgraph/organization');
    return (config) => createService({ ...config, tokens: { keys: [keys.accessTokens], issuer: TOKEN_ISSUER } });
  },
  crm: async () => (await import('@campusgraph/crm')).createService,
  academics: async () => (await import('@campusgraph/academics')).createService,
  attendance: async () => (await import('@campusgraph/attendance')).createService,
  billing: async () => (await import('@campusgraph/billing')).createService,
  support: async () => (await import('@campusgraph/support')).createService,
  feedback: async () => (await import('@campusgraph/feedback')).createService,
  notifications: async ({ smtpUrl }) => {
    const { createService } = await import('@campusgraph/notifications');
    return (config) => createService({ ...config, smtpUrls: smtpUrl === undefined ? [] : [smtpUrl] });
  },
  insights: async () => (await import('@campusgraph/insights')).createService,
};

/** Makes one service in this process; it migrates and consumes, and publishes nothing before its `start`. */
export async function createNamedService(
  name: ServiceName,
  config: ServiceConfig,
  extras: ServiceExtras,
): Promise<Service> {
  const create = await FACTORIES[name](extras);
  return create(config);
}
