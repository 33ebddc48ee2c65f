import { callbackCompleted } from '@campusgraph/contracts';
import { addToDays } from '../commands/add-to-days.ts';
import { fact } from './fact.ts';
import { npsAddition } from './nps-addition.ts';

/** A family said on the phone whether it would recommend us, if it was asked. */
export const onCallbackCompleted = fact(callbackCompleted, (events, unit) =>
  addToDays(
    unit,
    events.flatMap(({ branchId, data: { nps, completedAt } }) =>
      nps === null ? [] : [npsAddition(branchId, completedAt, nps)],
    ),
  ),
);
