import type { Examples } from './example.ts';
import {
  invoiceInput,
  makeContract,
  makeDeposit,
  makeInvoice,
  makePaidContract,
  makeQuote,
  makeRefundRequest,
  makeStudent,
  partyOf,
} from './things.ts';

const CHARGES = {
  ...{ PRESENT: 100, LATE: 100, EARLY_LEAVE: 100, LEAVE_IN_TIME: 0, LEAVE_LATE: 100 },
  ...{ NO_SHOW: 100, SCHOOL_CANCELLED: 0, TRIAL: 0, MAKE_UP: 100 },
};
const REFUND = {
  ...{ giftTreatment: 'EXCLUDED', clawback: 'NONE', unconditionalDays: 7, payOutWorkingDays: 10 },
  ...{ automaticUpToFen: 20_000, headquartersAboveFen: 2_000_000 },
};

/** For the branch where the school's own examples do not happen. */
const policy =
  (body: object): Examples[string][number] =>
  async ({ life }) => ({
    input: { branchId: life.stage.ids.otherBranchId, validFrom: '2030-01-01T00:00:00Z', ...body },
  });

/** billing. */
export const moneyExamples: Examples = {
  createQuote: [
    async (school) => {
      const { branchId, courseId } = school.life.stage.ids;
      return {
        input: {
          ...{ branchId, courseId, guardianId: school.life.lead.guardianId, studentId: school.life.lead.studentId },
          ...{ paidLessons: 1000, giftLessons: 100, unitPriceFen: 15_000, listPriceFen: 18_000 },
          ...{ discountFen: 10_000, materialsFen: 20_000, startsOn: '2026-06-20' },
          instalments: [{ dueOn: '2026-06-20', amountFen: 160_000 }],
        },
      };
    },
  ],
  acceptQuote: [async (school) => ({ input: { quoteId: await makeQuote(school) } })],
  recordPayment: [
    async (school) => ({
      input: {
        ...{ contractId: await makeContract(school), amountFen: 150_000, method: 'CASH', evidence: '现金' },
        idempotencyKey: `payment ${school.next()}`,
      },
    }),
    async (school) => ({
      input: {
        ...{ invoiceId: await makeInvoice(school), amountFen: 20_000, method: 'CASH', evidence: '现金' },
        idempotencyKey: `fee ${school.next()}`,
      },
    }),
  ],
  issueInvoice: [
    async (school) => ({
      input: {
        ...(await partyOf(school, await makeContract(school))),
        ...{ lines: [{ kind: 'BOOK', text: '教材费', amountFen: 20_000 }], dueOn: '2026-07-01' },
        idempotencyKey: `invoice ${school.next()}`,
      },
    }),
    async (school) => ({ input: invoiceInput(school) }),
  ],
  takeDeposit: [
    async (school) => ({
      input: {
        ...{ branchId: school.life.stage.ids.branchId, guardianId: school.life.lead.guardianId },
        ...{ studentId: school.life.lead.studentId, kind: 'EARNEST_MONEY', amountFen: 20_000 },
        ...{ contractAmountFen: 150_000, method: 'CASH', evidence: '现金' },
        idempotencyKey: `deposit ${school.next()}`,
      },
    }),
  ],
  applyDeposit: [
    async (school) => {
      const contractId = await makeContract(school);
      const { studentId } = await partyOf(school, contractId);
      return { input: { depositId: await makeDeposit(school, studentId), contractId } };
    },
  ],
  settleDeposit: [
    async (school) => ({
      input: {
        ...{ depositId: await makeDeposit(school, await makeStudent(school)), schoolAtFault: false },
        ...{ nobodyAtFault: true, contractAmountFen: 150_000, method: 'CASH', evidence: '退款单' },
      },
    }),
  ],
  requestRefund: [
    async (school) => ({ input: { contractId: await makePaidContract(school), reason: '搬家', schoolAtFault: false } }),
  ],
  approveRefund: [async (school) => ({ input: { refundRequestId: await makeRefundRequest(school) } })],
  rejectRefund: [
    async (school) => ({ input: { refundRequestId: await makeRefundRequest(school), reason: '材料不全' } }),
  ],
  payRefund: [
    async (school) => {
      const refundRequestId = await makeRefundRequest(school);
      await school.run('approveRefund', { refundRequestId }, 'refundRequest { id }');
      return { input: { refundRequestId, method: 'CASH', evidence: '退款单' } };
    },
  ],
  setPayRule: [
    async ({ life, next }) => {
      const day = new Date(Date.UTC(2030, 0, next()));
      const validFrom = day.toISOString().slice(0, 10);
      return { input: { teacherId: life.stage.ids.teacherId, kind: 'FIXED', amountFen: 20_000, validFrom } };
    },
  ],
  setPolicy: [
    policy({ deduction: { charges: CHARGES, leaveCutOffHours: 24, order: 'PAID_FIRST', arrearsLimitHundredths: 200 } }),
    policy({ revenue: { giftLessons: 'ZERO' } }),
    policy({ refund: REFUND }),
    policy({ sales: { termsVersion: '2026-07', quoteValidDays: 14 } }),
  ],
};
