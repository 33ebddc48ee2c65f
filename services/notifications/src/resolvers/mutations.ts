import { markNoticesRead } from '../commands/mark-notices-read.ts';
import { retryDelivery } from '../commands/retry-delivery.ts';
import { saveTemplate } from '../commands/save-template.ts';
import { setPreference } from '../commands/set-preference.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const mutations: MutationResolvers = {
  setPreference: async (_, { input }, { write }) => ({ preference: await write((unit) => setPreference(unit, input)) }),
  retryDelivery: async (_, { input }, { write }) => ({
    delivery: await write((unit) => retryDelivery(unit, input.deliveryId)),
  }),
  markNoticesRead: async (_, { input }, { write }) => ({
    deliveries: await write((unit) => markNoticesRead(unit, input)),
  }),
  saveTemplate: async (_, { input }, { write }) => ({ template: await write((unit) => saveTemplate(unit, input)) }),
};
