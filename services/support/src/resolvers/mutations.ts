import { assignTicket } from '../commands/assign-ticket.ts';
import { awaitCustomer } from '../commands/await-customer.ts';
import { confirmTicket } from '../commands/confirm-ticket.ts';
import { openTicket } from '../commands/open-ticket.ts';
import { reopenTicket } from '../commands/reopen-ticket.ts';
import { replyToTicket } from '../commands/reply-to-ticket.ts';
import { resolveTicket } from '../commands/resolve-ticket.ts';
import { setBusinessCalendar } from '../commands/set-business-calendar.ts';
import { setServicePolicy } from '../commands/set-service-policy.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const mutations: MutationResolvers = {
  openTicket: async (_, { input }, { write }) => ({ ticket: await write((unit) => openTicket(unit, input)) }),
  replyToTicket: (_, { input }, { write }) => write((unit) => replyToTicket(unit, input)),
  assignTicket: async (_, { input }, { write }) => ({ ticket: await write((unit) => assignTicket(unit, input)) }),
  awaitCustomer: async (_, { input }, { write }) => ({ ticket: await write((unit) => awaitCustomer(unit, input)) }),
  resolveTicket: async (_, { input }, { write }) => ({ ticket: await write((unit) => resolveTicket(unit, input)) }),
  confirmTicket: async (_, { input }, { write }) => ({
    ticket: await write((unit) => confirmTicket(unit, input.ticketId)),
  }),
  reopenTicket: async (_, { input }, { write }) => ({ ticket: await write((unit) => reopenTicket(unit, input)) }),
  setServicePolicy: (_, { input }, { write }) => write((unit) => setServicePolicy(unit, input)),
  setBusinessCalendar: (_, { input }, { write }) =>
    write((unit) => setBusinessCalendar(unit, { ...input, specialDays: input.specialDays ?? [] })),
};
