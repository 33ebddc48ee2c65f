import { branchOpened } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { copyBranch } from '../commands/copy-branch.ts';
import { releaseWaiting } from '../commands/hold-back.ts';
import { takeTurns } from '../commands/take-turns.ts';
import { inBranch } from './fact.ts';
import { facts } from './facts.ts';

/** A branch becomes known, and with it the days of what was heard of it before. */
export const onBranchOpened = on(branchOpened, async ({ data }, unit) => {
  await takeTurns(unit);
  await copyBranch(unit, data);
  await unit.em.flush();
  for (const event of await releaseWaiting(unit, data.branchId)) {
    await facts.find((one) => one.event.type === event.type)?.apply([inBranch(event)], unit);
  }
});
