import type { Contract } from '../persistence/entities/contract.ts';
import type { RefundRequest } from '../persistence/entities/refund-request.ts';

/** What every fact about a refund says. */
export const refundFact = (contract: Contract, request: RefundRequest) => ({
  contractId: contract.id,
  number: contract.number,
  studentId: contract.studentId,
  guardianId: contract.guardianId,
  courseId: contract.courseId,
  refundRequestId: request.id,
  amountFen: request.amountFen,
});
