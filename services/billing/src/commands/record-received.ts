import { paymentReceived } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import type { Contract } from '../persistence/entities/contract.ts';
import type { Payment } from '../persistence/entities/payment.ts';

/** The fact that a contract was paid, with what is paid after it. */
export function recordReceived(unit: UnitOfWork, contract: Contract, payment: Payment): void {
  const { id: contractId, number, studentId, guardianId, courseId } = contract;
  unit.record(paymentReceived, contract, {
    ...{ contractId, number, studentId, guardianId, courseId },
    paymentId: payment.id,
    receiptNumber: payment.receiptNumber,
    amountFen: payment.amountFen,
    method: payment.method,
    paidInFullAfter: contract.paidFen === contract.totalFen,
    receivedAt: payment.receivedAt.toISOString(),
  });
}
