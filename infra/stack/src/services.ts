import type { Service, ServiceConfig } from '@campusgraph/graphql';
import type { ServiceName } from './checkout.ts';
import { type Keys, TOKEN_ISSUER } from './keys.ts';

type CreateService = (config: ServiceConfig) => Promise<Service>;

/** How each service is made; only organization holds a key. Loaded when asked for, all at once. */
const FACTORIES: Record<ServiceName, (keys: Keys) => Promise<CreateService>> = {
  organization: async ({ accessTokens }) => {
    const { createService } = await import('@campusgraph/organization');
    return (config) => createService({ ...config, tokens: { keys: [accessTokens], issuer: TOKEN_ISSUER } });
  },
  crm: async () => (await import('@campusgraph/crm')).createService,
  academics: async () => (await import('@campusgraph/academics')).createService,
  attendance: async () => (await import('@campusgraph/attendance')).createService,
  billing: async () => (await import('@campusgraph/billing')).createService,
  support: async () => (await import('@campusgraph/support')).createService,
  feedback: async () => (await import('@campusgraph/feedback')).createService,
  notifications: async () => (await import('@campusgraph/notifications')).createService,
  insights: async () => (await import('@campusgraph/insights')).createService,
};

/** Makes one service in this process; it migrates and consumes, and publishes nothing before its `start`. */
export async function createNamedService(name: ServiceName, config: ServiceConfig, keys: Keys): Promise<Service> {
  const create = await FACTORIES[name](keys);
  return create(config);
}
