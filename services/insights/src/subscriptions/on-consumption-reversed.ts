import { consumptionReversed } from '@campusgraph/contracts';
import { addToDays } from '../commands/add-to-days.ts';
import { fact } from './fact.ts';

/**
 * A deduction was taken back: the lesson's day loses it, and the revenue is taken back on the day of the reversal, as in
 * the ledger, where a closed day does not change.
 */
export const onConsumptionReversed = fact(consumptionReversed, (events, unit) =>
  addToDays(
    unit,
    events.flatMap(({ branchId, occurredAt, data: { lessonStartsAt, lessonHundredths, revenueFen } }) => [
      { branchId, at: lessonStartsAt, consumedHundredths: -lessonHundredths, consumedFen: -revenueFen },
      { branchId, at: occurredAt, recognisedFen: -revenueFen },
    ]),
  ),
);
