import { coverInstalments } from '../domain/quote.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { contractsById } from '../persistence/queries/by-id.ts';
import { paymentsByContract, refundRequestsByContract } from '../persistence/queries/by-owner.ts';
import { contractOf } from './contract-of.ts';

/** The stubs of other services' types that a row names. */
export const named = {
  branch: ({ branchId }: { branchId: string }) => ({ id: branchId }),
  student: ({ studentId }: { studentId: string }) => ({ id: studentId }),
  guardian: ({ guardianId }: { guardianId: string }) => ({ id: guardianId }),
};
const course = ({ courseId }: { courseId: string }) => ({ id: courseId });

export const contracts: Pick<Resolvers, 'Quote' | 'QuoteLine' | 'Contract' | 'RefundRequest' | 'RefundLine'> = {
  Quote: {
    ...named,
    course,
    paidLessons: ({ paidHundredths }) => paidHundredths,
    giftLessons: ({ giftHundredths }) => giftHundredths,
    instalments: ({ instalments }) => coverInstalments(instalments, 0),
  },
  QuoteLine: { lessons: ({ lessonHundredths }) => lessonHundredths },
  Contract: {
    __resolveReference: ({ id }, { load }) => load(contractsById, id),
    ...named,
    course,
    outstandingFen: ({ status, totalFen, paidFen }) => (status === 'REFUNDED' ? 0 : totalFen - paidFen),
    paidLessons: ({ paidHundredths }) => paidHundredths,
    giftLessons: ({ giftHundredths }) => giftHundredths,
    instalments: ({ instalments, paidFen }) => coverInstalments(instalments, paidFen),
    activatedAt: ({ activatedAt }) => activatedAt ?? null,
    payments: ({ id }, _, { load }) => load(paymentsByContract, id),
    refundRequests: ({ id }, _, { load }) => load(refundRequestsByContract, id),
  },
  RefundRequest: {
    ...named,
    contract: (request, _, context) => contractOf(request, context),
    quote: ({ amountFen, lines, policyVersion }) => ({ amountFen, lines, policyVersion }),
    requestedBy: ({ requestedById }) => requestedById,
    requestedAt: ({ createdAt }) => createdAt,
    approvedBy: ({ status, decidedById }) => (status === 'REJECTED' ? null : (decidedById ?? null)),
    approvedAt: ({ status, decidedAt }) => (status === 'REJECTED' ? null : (decidedAt ?? null)),
    rejectedBy: ({ status, decidedById }) => (status === 'REJECTED' ? (decidedById ?? null) : null),
    rejectionReason: ({ rejectionReason }) => rejectionReason ?? null,
    payBy: ({ payBy }) => payBy ?? null,
    paidAt: ({ paidAt }) => paidAt ?? null,
    paidMethod: ({ paidMethod }) => paidMethod ?? null,
  },
  RefundLine: { text: ({ text }, _, { locale }) => text[locale] },
};
