import { contractAccepted } from '@campusgraph/contracts';
import { forbidden, notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { checkAcceptable } from '../domain/contract.ts';
import { Contract } from '../persistence/entities/contract.ts';
import { Quote } from '../persistence/entities/quote.ts';
import { nextNumber } from '../persistence/queries/next-number.ts';
import { sealContract } from './seal-contract.ts';

/**
 * The guardian agrees, or a clerk on the guardian's behalf: the quote becomes a numbered, sealed contract. Throws
 * QUOTE_NOT_FOUND, QUOTE_ALREADY_ACCEPTED, QUOTE_EXPIRED, FORBIDDEN for whoever may only read.
 */
export async function acceptQuote(unit: UnitOfWork, quoteId: string): Promise<Contract> {
  const { em, principal, now } = unit;
  // A guardian's token may read contracts only, but agreeing to one's own is a guardian's right; row security keeps to those.
  if (principal.kind !== 'GUARDIAN' && !principal.scopes.includes('contract:write')) {
    throw forbidden(
      'FORBIDDEN',
      { en: 'Accepting a quote needs the scope contract:write.', 'zh-CN': '接受报价需要 contract:write 权限。' },
      { scopes: ['contract:write'] },
    );
  }
  const quote = await em.findOne(Quote, { id: quoteId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!quote) throw notFound('Quote', quoteId);
  checkAcceptable(quote, now);
  quote.status = 'ACCEPTED';
  const terms = {
    ...agreedTerms(quote),
    number: await nextNumber(unit, 'C'),
    acceptedAt: now,
    acceptedByKind: principal.kind,
    acceptedById: principal.subject,
  };
  const contract = em.create(Contract, {
    ...terms,
    id: newId(),
    createdAt: now,
    quoteId: quote.id,
    sealSha256: sealContract(terms),
    activatedAt: null,
  });
  const { id: contractId, number, studentId, guardianId, courseId, totalFen } = contract;
  const fact = { contractId, number, studentId, guardianId, courseId, totalFen, acceptedAt: now.toISOString() };
  unit.record(contractAccepted, contract, fact);
  return contract;
}

const agreedTerms = (quote: Quote) => ({
  organizationId: quote.organizationId,
  branchId: quote.branchId,
  studentId: quote.studentId,
  guardianId: quote.guardianId,
  courseId: quote.courseId,
  paidHundredths: quote.paidHundredths,
  giftHundredths: quote.giftHundredths,
  unitPriceFen: quote.unitPriceFen,
  listPriceFen: quote.listPriceFen,
  tuitionFen: quote.tuitionFen,
  materialsFen: quote.materialsFen,
  totalFen: quote.totalFen,
  lines: quote.lines,
  instalments: quote.instalments,
  startsOn: quote.startsOn,
  termsVersion: quote.termsVersion,
});
