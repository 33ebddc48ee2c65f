import { acceptQuote } from '../commands/accept-quote.ts';
import { createQuote } from '../commands/create-quote.ts';
import { approveRefund, rejectRefund } from '../commands/decide-refund.ts';
import { payRefund } from '../commands/pay-refund.ts';
import { recordPayment } from '../commands/record-payment.ts';
import { requestRefund } from '../commands/request-refund.ts';
import { setPayRule } from '../commands/set-pay-rule.ts';
import { setPolicy } from '../commands/set-policy.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { contractOf } from './contract-of.ts';

export const mutations: MutationResolvers = {
  setPolicy: async (_, { input }, { write }) => ({ policy: await write((unit) => setPolicy(unit, input)) }),
  createQuote: async (_, { input }, { write }) => ({ quote: await write((unit) => createQuote(unit, input)) }),
  acceptQuote: async (_, { input }, { write }) => ({
    contract: await write((unit) => acceptQuote(unit, input.quoteId)),
  }),
  async recordPayment(_, { input }, context) {
    const payment = await context.write((unit) => recordPayment(unit, input));
    return { payment, contract: await contractOf(payment, context) };
  },
  requestRefund: async (_, { input }, { write }) => ({
    refundRequest: await write((unit) => requestRefund(unit, input)),
  }),
  approveRefund: async (_, { input }, { write }) => ({
    refundRequest: await write((unit) => approveRefund(unit, input.refundRequestId)),
  }),
  rejectRefund: async (_, { input }, { write }) => ({
    refundRequest: await write((unit) => rejectRefund(unit, input)),
  }),
  payRefund: async (_, { input }, { write }) => ({ refundRequest: await write((unit) => payRefund(unit, input)) }),
  setPayRule: async (_, { input }, { write }) => ({ payRule: await write((unit) => setPayRule(unit, input)) }),
};
