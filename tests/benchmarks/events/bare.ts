import { newId, sessionVariables } from '@campusgraph/persistence';
import { createTestDatabase } from '@campusgraph/testing';
import pg from 'pg';
import { openBareStream } from '../../../infra/events/tests/support/bare-jetstream.ts';
import { hq, ORGANIZATION, schemaOf } from '../../../infra/events/tests/support/service.ts';
import { createArrivals } from './arrivals.ts';
import { atRate, BATCH, type Pipeline } from './pipeline.ts';

// The inbox row and the effect that ours writes, in one statement and so in one transaction.
const APPLY = `
with event as (select * from jsonb_to_recordset($1::jsonb) as row (id uuid, note text)),
claimed as (
  insert into events.inbox (consumer, event_id, organization_id, received_at)
  select 'bare', id, $2, now() from event on conflict do nothing)
insert into effect (event_id, aggregate_id, version, note, correlation_id) select id, id, 1, note, '' from event`;

/** JetStream alone; with `applies`, its consumer writes the inbox rows and the effects of a batch, as ours does. */
export async function openBare(natsUrl: string, { applies }: { applies: boolean }): Promise<Pipeline> {
  const stream = await openBareStream(natsUrl, applies ? 'BARE_APPLIED' : 'BARE');
  const database = await createTestDatabase(schemaOf('bare'));
  const client = new pg.Client({ connectionString: database.urls.app });
  await client.connect();
  for (const setting of Object.entries(sessionVariables(hq)))
    await client.query('select set_config($1, $2, false)', setting);
  const arrivals = createArrivals();
  const consumption = await stream.consume(BATCH, async (bodies) => {
    const events = bodies.map((body) => JSON.parse(body) as { id: string; note: string });
    if (applies) await client.query(APPLY, [JSON.stringify(events), ORGANIZATION]);
    for (const { note } of events) arrivals.arrived(note);
  });
  let published = 0;
  // As long as an envelope of ours.
  const padding = 'x'.repeat(500);
  const publish = (count: number): Promise<void> => {
    const messages = Array.from({ length: count }, (_, n) => {
      const [id, note] = [newId(), String(published + n)];
      arrivals.sent(note);
      return { id, body: JSON.stringify({ id, note, padding }) };
    });
    published += count;
    return stream.publish(messages);
  };
  return {
    async drain(count) {
      const started = performance.now();
      for (let left = count; left > 0; left -= BATCH) await publish(Math.min(BATCH, left));
      await arrivals.all();
      return performance.now() - started;
    },
    async offer(perSecond, seconds) {
      await atRate(perSecond, seconds, publish);
      return arrivals.all();
    },
    async close() {
      await consumption.stop();
      await stream.close();
      await client.end();
      await database.drop();
    },
  };
}
