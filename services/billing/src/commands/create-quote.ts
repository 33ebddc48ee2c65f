import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { priceQuote } from '../domain/quote.ts';
import { Quote } from '../persistence/entities/quote.ts';
import { policyAt } from '../persistence/queries/policies.ts';
import { checkFamily } from './check-family.ts';
import { checkBranch, checkCourse } from './check-known.ts';

export interface CreateQuote {
  branchId: string;
  studentId: string;
  guardianId: string;
  courseId: string;
  paidLessons: number;
  giftLessons?: number | null | undefined;
  unitPriceFen: number;
  /** The unit price unless told. */
  listPriceFen?: number | null | undefined;
  discountFen?: number | null | undefined;
  materialsFen?: number | null | undefined;
  startsOn: string;
  /** All of it on the first day unless told. */
  instalments?: readonly { dueOn: string; amountFen: number }[] | null | undefined;
}

const DAY_MS = 86_400_000;

/**
 * An offer with its price line by line. Throws what `priceQuote` throws, BRANCH_NOT_FOUND, STUDENT_NOT_FOUND, COURSE_NOT_FOUND, and
 * WRONG_GUARDIAN for another family's child.
 */
export async function createQuote(unit: UnitOfWork, input: CreateQuote): Promise<Quote> {
  const { em, principal, now } = unit;
  const { branchId, studentId, guardianId, courseId, unitPriceFen, startsOn } = input;
  await checkBranch(unit, branchId);
  await checkFamily(unit, studentId, guardianId);
  await checkCourse(unit, courseId);
  const offer = {
    paidHundredths: input.paidLessons,
    giftHundredths: input.giftLessons ?? 0,
    unitPriceFen,
    listPriceFen: input.listPriceFen ?? unitPriceFen,
    discountFen: input.discountFen ?? 0,
    materialsFen: input.materialsFen ?? 0,
  };
  const asked = input.instalments?.length
    ? input.instalments.map(({ dueOn, amountFen }) => ({ dueOn, amountFen }))
    : null;
  const { tuitionFen, totalFen, lines } = priceQuote({ ...offer, instalments: asked });
  const instalments = asked ?? [{ dueOn: startsOn, amountFen: totalFen }];
  const { discountFen, ...kept } = offer;
  const sales = (await policyAt(em, 'SALES', branchId, now)).body;
  return em.create(Quote, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    ...{ branchId, studentId, guardianId, courseId, startsOn },
    ...kept,
    ...{ tuitionFen, totalFen, lines, instalments },
    termsVersion: sales.termsVersion,
    expiresAt: new Date(now.getTime() + sales.quoteValidDays * DAY_MS),
  });
}
