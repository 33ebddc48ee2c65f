import { page, toConnection } from '@campusgraph/graphql';
import { reckonRefund } from '../commands/quote-refund.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';
import {
  contractsById,
  depositsById,
  invoicesById,
  ledgerTransactionsById,
  paymentsById,
  quotesById,
  refundRequestsById,
} from '../persistence/queries/by-id.ts';
import {
  contractsPage,
  depositsPage,
  invoicesPage,
  ledgerTransactionsPage,
  paymentsPage,
  payRulesPage,
  policiesPage,
  quotesPage,
  refundRequestsPage,
  teacherPayLinesPage,
} from '../persistence/queries/pages.ts';
import { trialBalance } from '../persistence/queries/trial-balance.ts';
import { onlyOwnPay } from './only-own-pay.ts';

export const queries: QueryResolvers = {
  quotes: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await quotesPage(em, page(paging, info), filter ?? {}))),
  quote: (_, { id }, { load }) => load(quotesById, id),
  contracts: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await contractsPage(em, page(paging, info), filter ?? {}))),
  contract: (_, { id }, { load }) => load(contractsById, id),
  payments: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await paymentsPage(em, page(paging, info), filter ?? {}))),
  payment: (_, { id }, { load }) => load(paymentsById, id),
  invoices: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await invoicesPage(em, page(paging, info), filter ?? {}))),
  invoice: (_, { id }, { load }) => load(invoicesById, id),
  deposits: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await depositsPage(em, page(paging, info), filter ?? {}))),
  deposit: (_, { id }, { load }) => load(depositsById, id),
  refundRequests: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await refundRequestsPage(em, page(paging, info), filter ?? {}))),
  refundRequest: (_, { id }, { load }) => load(refundRequestsById, id),
  refundQuote: async (_, { contractId, schoolAtFault }, { read, now }) => {
    const input = { contractId, schoolAtFault: schoolAtFault ?? false };
    const { amountFen, lines, policy } = await read((em) => reckonRefund(em, input, now));
    return { amountFen, lines, policyVersion: policy.version };
  },
  ledgerTransactions: (_, { filter, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await ledgerTransactionsPage(em, page(paging, info), filter ?? {}))),
  ledgerTransaction: (_, { id }, { load }) => load(ledgerTransactionsById, id),
  trialBalance: (_, { asOf, branchId }, { read, now }) => read((em) => trialBalance(em, asOf ?? now, branchId ?? null)),
  teacherPayLines: (_, { filter, ...paging }, { read, principal }, info) =>
    read(async (em) =>
      toConnection(await teacherPayLinesPage(em, page(paging, info), filter ?? {}, onlyOwnPay(principal))),
    ),
  policies: (_, { kind, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await policiesPage(em, page(paging, info), kind))),
  payRules: (_, { teacherId, ...paging }, { read }, info) =>
    read(async (em) => toConnection(await payRulesPage(em, page(paging, info), teacherId))),
};
