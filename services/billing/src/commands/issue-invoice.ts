import { notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkText } from '../domain/contract.ts';
import { checkPartyOf, type InvoiceLine, invoiceTotal } from '../domain/invoice.ts';
import { Contract } from '../persistence/entities/contract.ts';
import { Invoice } from '../persistence/entities/invoice.ts';
import { nextNumber } from '../persistence/queries/next-number.ts';
import { checkFamily } from './check-family.ts';
import { checkBranch } from './check-known.ts';
import { checkTwin, hashOf, waitForTwin } from './idempotency.ts';

export interface IssueInvoice {
  branchId: string;
  studentId: string;
  guardianId: string;
  contractId?: string | null | undefined;
  lines: readonly InvoiceLine[];
  dueOn: string;
  idempotencyKey: string;
}

/**
 * Asks a family for fees other than tuition; nothing is posted before money comes in. Sent again with the same key it answers
 * with the first invoice. Throws INVALID_INVOICE, BRANCH_NOT_FOUND, STUDENT_NOT_FOUND, WRONG_GUARDIAN, CONTRACT_NOT_FOUND,
 * IDEMPOTENCY_KEY_REUSED.
 */
export async function issueInvoice(unit: UnitOfWork, input: IssueInvoice): Promise<Invoice> {
  const { em, principal, now } = unit;
  const { branchId, studentId, guardianId, dueOn } = input;
  const contractId = input.contractId ?? null;
  const key = checkText('idempotencyKey', input.idempotencyKey, 200);
  const lines = input.lines.map(({ kind, text, amountFen }) => ({
    kind,
    text: checkText('text', text, 200),
    amountFen,
  }));
  const totalFen = invoiceTotal(lines);
  await waitForTwin(unit, 'invoice', key);
  const requestHash = hashOf([branchId, studentId, guardianId, contractId, lines, dueOn]);
  const found = await em.findOne(Invoice, { issuedById: principal.subject, idempotencyKey: key });
  const twin = checkTwin(found, key, requestHash);
  if (twin) return twin;
  await checkBranch(unit, branchId);
  await checkFamily(unit, studentId, guardianId);
  if (contractId) {
    const contract = await em.findOne(Contract, { id: contractId });
    if (!contract) throw notFound('Contract', contractId);
    checkPartyOf(contract, { branchId, studentId, guardianId });
  }
  return em.create(Invoice, {
    ...{ id: newId(), organizationId: principal.organizationId, createdAt: now, issuedById: principal.subject },
    ...{ branchId, studentId, guardianId, contractId, lines, totalFen, dueOn, idempotencyKey: key, requestHash },
    number: await nextNumber(unit, 'I'),
  });
}
