import { contractActivated } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { grantEntries, lotAccount } from '../domain/contract-postings.ts';
import { branchAccount } from '../domain/ledger.ts';
import { Contract } from '../persistence/entities/contract.ts';
import { LessonLot } from '../persistence/entities/lesson-lot.ts';
import { openLedger } from '../persistence/queries/ledger.ts';

/** The first money is there: the lessons, paid and given, come into the student's account, which must be locked. */
export async function activateContract(unit: UnitOfWork, contract: Contract): Promise<void> {
  const { em, now } = unit;
  const { id: contractId, branchId, studentId, guardianId, number, courseId, totalFen, startsOn } = contract;
  const isRenewal = (await em.count(Contract, { studentId, activatedAt: { $ne: null } })) > 0;
  const lots = await grantLots(unit, contract);
  const ledger = await openLedger(unit, [
    branchAccount('LESSONS_GRANTED', branchId),
    ...lots.map((lot) => lotAccount(lot.id, branchId)),
  ]);
  const granted = lots.map((lot) => ({ lotId: lot.id, hundredths: lot.grantedHundredths }));
  const ref = { contractId, branchId };
  ledger.post({ kind: 'LESSONS_GRANTED', ...ref, studentId, guardianId }, grantEntries(ref, granted));
  await ledger.save();
  contract.status = 'ACTIVE';
  contract.activatedAt = now;
  unit.record(contractActivated, contract, {
    ...{ contractId, number, studentId, guardianId, courseId, totalFen, startsOn, isRenewal },
    paidLessonHundredths: contract.paidHundredths,
    giftLessonHundredths: contract.giftHundredths,
    activatedAt: now.toISOString(),
  });
}

async function grantLots({ em, now }: UnitOfWork, contract: Contract): Promise<LessonLot[]> {
  const { id: contractId, organizationId, branchId, studentId, guardianId, paidHundredths, giftHundredths } = contract;
  const grants = [
    { kind: 'PAID' as const, grantedHundredths: paidHundredths },
    { kind: 'GIFT' as const, grantedHundredths: giftHundredths },
  ];
  return grants
    .filter((grant) => grant.grantedHundredths > 0)
    .map((grant) =>
      em.create(LessonLot, {
        ...{ id: newId(), organizationId, branchId, contractId, studentId, guardianId, activatedAt: now },
        ...grant,
      }),
    );
}
