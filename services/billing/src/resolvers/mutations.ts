import { acceptQuote } from '../commands/accept-quote.ts';
import { applyDeposit } from '../commands/apply-deposit.ts';
import { createQuote } from '../commands/create-quote.ts';
import { approveRefund, rejectRefund } from '../commands/decide-refund.ts';
import { issueInvoice } from '../commands/issue-invoice.ts';
import { payRefund } from '../commands/pay-refund.ts';
import { requestRefund } from '../commands/request-refund.ts';
import { setPayRule } from '../commands/set-pay-rule.ts';
import { setPolicy } from '../commands/set-policy.ts';
import { settleDeposit } from '../commands/settle-deposit.ts';
import { takeDeposit } from '../commands/take-deposit.ts';
import { takePayment } from '../commands/take-payment.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import { contractsById, depositsById, invoicesById } from '../persistence/queries/by-id.ts';

export const mutations: MutationResolvers = {
  setPolicy: async (_, { input }, { write }) => ({ policy: await write((unit) => setPolicy(unit, input)) }),
  createQuote: async (_, { input }, { write }) => ({ quote: await write((unit) => createQuote(unit, input)) }),
  acceptQuote: async (_, { input }, { write }) => ({
    contract: await write((unit) => acceptQuote(unit, input.quoteId)),
  }),
  async recordPayment(_, { input }, context) {
    const payment = await context.write((unit) => takePayment(unit, input));
    const { contractId, invoiceId } = payment;
    return {
      payment,
      contract: contractId ? await context.load(contractsById, contractId) : null,
      invoice: invoiceId ? await context.load(invoicesById, invoiceId) : null,
    };
  },
  issueInvoice: async (_, { input }, { write }) => ({ invoice: await write((unit) => issueInvoice(unit, input)) }),
  takeDeposit: async (_, { input }, { write }) => ({ deposit: await write((unit) => takeDeposit(unit, input)) }),
  async applyDeposit(_, { input }, { write, load }) {
    const payment = await write((unit) => applyDeposit(unit, input));
    const contract = await load(contractsById, input.contractId);
    const deposit = await load(depositsById, input.depositId);
    if (!contract || !deposit) throw new Error(`Payment ${payment.id} without its contract or deposit`);
    return { payment, contract, deposit };
  },
  settleDeposit: async (_, { input }, { write }) => ({ deposit: await write((unit) => settleDeposit(unit, input)) }),
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
