import { deliverySent } from '@campusgraph/contracts';
import { connectJetStream, onBatch } from '@campusgraph/events';
import { newId } from '@campusgraph/persistence';
import { hq, ORGANIZATION, quiet, startService } from '../../../infra/events/tests/support/service.ts';
import { createArrivals } from './arrivals.ts';
import { AGGREGATES, atRate, type Pipeline } from './pipeline.ts';

const WRITE_EFFECTS = `
insert into effect (event_id, aggregate_id, version, note, correlation_id)
select id, aggregate_id, version, note, '' from jsonb_to_recordset(?::jsonb) as row (id uuid, aggregate_id uuid, version int, note text)`;

/** Recorded in a unit of work, relayed out of its outbox, carried by JetStream, applied in batches with inbox rows. */
export async function openOurs(natsUrl: string): Promise<Pipeline> {
  const transport = await connectJetStream({ servers: natsUrl, stream: 'OURS', logger: quiet });
  const arrivals = createArrivals();
  const apply = onBatch(deliverySent, async (events, { em }) => {
    const rows = events.map(({ id, aggregateId, aggregateVersion, data }) => ({
      id,
      aggregate_id: aggregateId,
      version: aggregateVersion,
      note: data.templateKey,
    }));
    await em.execute(WRITE_EFFECTS, [JSON.stringify(rows)]);
    for (const { note } of rows) arrivals.arrived(note);
  });
  const sender = await startService('crm', transport);
  const receiver = await startService('insights', transport, [apply]);
  const aggregates = Array.from({ length: AGGREGATES }, () => newId());
  let recorded = 0;
  const record = (count: number): Promise<void> => {
    const notes = Array.from({ length: count }, (_, n) => String(recorded + n));
    recorded += count;
    for (const note of notes) arrivals.sent(note);
    return sender.database.write({ principal: hq, now: new Date(), correlationId: 'bench' }, async (unit) => {
      for (const note of notes) {
        const id = aggregates[Number(note) % AGGREGATES] ?? ORGANIZATION;
        const data = {
          deliveryId: id,
          guardianId: null,
          templateKey: note,
          channel: 'LOG',
          sentAt: unit.now.toISOString(),
        };
        unit.record(deliverySent, { id, version: Number(note) }, data);
      }
    });
  };
  let relays = false;
  const startRelay = () => {
    if (!relays) sender.runtime.startRelay();
    relays = true;
  };
  return {
    async drain(count) {
      startRelay();
      // One transaction: the relay sees all of it at once.
      await record(count);
      const started = performance.now();
      await arrivals.all();
      return performance.now() - started;
    },
    async offer(perSecond, seconds) {
      startRelay();
      await atRate(perSecond, seconds, record);
      return arrivals.all();
    },
    async close() {
      await sender.stop();
      await receiver.stop();
      await transport.close();
    },
  };
}
