import { deliveryFailed } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterEach, describe, expect, test } from '@jest/globals';
import { on, parkedMessages, settled } from '../src/index.ts';
import { hq, startService, writeDown } from './support/service.ts';
import { TRANSPORTS } from './support/transports.ts';

describe.each(TRANSPORTS)('the database fails under a consumer (%s)', (_name, open) => {
  let undo: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const step of undo.toReversed()) await step();
    undo = [];
  });

  test('an outage costs an event none of its tries, and parks nothing', async () => {
    let outages = 5;
    const transport = await open();
    undo.push(() => transport.close());
    const crm = await startService('crm', transport);
    const insights = await startService('insights', transport, [
      on(deliveryFailed, async (event, unit) => {
        await writeDown(event, unit);
        // As an administrator's restart would: the connection ends in the middle of the transaction.
        if (outages-- > 0) await unit.em.execute('select pg_terminate_backend(pg_backend_pid())');
      }),
    ]);
    undo.push(
      () => crm.stop(),
      () => insights.stop(),
    );
    const parcel = newId();
    for (const note of ['1', '2', '3']) await crm.change(parcel, note);
    crm.runtime.startRelay();
    await settled([crm.runtime, insights.runtime]);
    expect(outages).toBeLessThan(0);
    expect((await insights.effects()).map((one) => one.note)).toEqual(['1', '2', '3']);
    expect(await parkedMessages(insights.database, hq)).toEqual([]);
  });
});
