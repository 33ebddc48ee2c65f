import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { paymentReceived } from '@campusgraph/contracts';
import { afterEach, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { payment, startNotifications } from './harness.ts';

interface Letter {
  to: string[];
  text: string;
}

/** A real mail server on this machine; `refuse` says no to a recipient for good. */
async function mailServer(refuse: (address: string) => boolean = () => false) {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      done(refuse(address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        letters.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: String(Buffer.concat(chunks)),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    letters,
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function start(...smtpUrls: string[]) {
  const app = await startNotifications(undefined, { smtpUrls, sender: '晨光教育 <school@example.com>' });
  stops.push(app.stop);
  return app;
}
const open = async (refuse?: (address: string) => boolean) => {
  const server = await mailServer(refuse);
  stops.push(server.close);
  return server;
};
const STATUS = '{ deliveries { nodes { status channel error tries { provider error } } } }';

describe('over a real mail server', () => {
  test('a receipt arrives as a letter of the school, with the delivery’s id', async () => {
    const server = await open();
    const app = await start(server.url);
    const chain = await app.chain();
    await app.tell(paymentReceived, chain.at, payment(chain));
    const [letter] = server.letters;
    expect(letter?.to).toEqual(['wang@example.com']);
    const { data } = await app.ask(chain.desk, '{ deliveries { nodes { id } } }');
    expect(letter?.text).toContain(`Message-ID: <${data.deliveries.nodes[0].id}@example.com>`);
    expect(letter?.text).toContain('school@example.com');
  });

  test('a server that is not there is passed over for the next one', async () => {
    const [gone, server] = [await mailServer(), await open()];
    await gone.close();
    const app = await start(gone.url, server.url);
    const chain = await app.chain();
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(server.letters).toHaveLength(1);
    expect((await app.ask(chain.desk, STATUS)).data.deliveries.nodes).toMatchObject([
      { status: 'SENT', tries: [{ provider: 'smtp-1' }, { provider: 'smtp-2', error: null }] },
    ]);
  });

  test('a mailbox that does not exist is given up at once for the phone', async () => {
    const server = await open((address) => address === 'wang@example.com');
    const app = await start(server.url);
    const chain = await app.chain();
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect((await app.ask(chain.desk, STATUS)).data.deliveries.nodes).toMatchObject([
      { status: 'SENT', channel: 'SMS', tries: [{ provider: 'smtp-1' }, { provider: 'log-sms', error: null }] },
    ]);
  });

  test('an address with a comma in it does not become two', async () => {
    const server = await open();
    const app = await start(server.url);
    const chain = await app.chain({ email: 'wang@example.com,eve@example.com' });
    await app.tell(paymentReceived, chain.at, payment(chain));
    expect(server.letters.flatMap(({ to }) => to)).not.toContain('eve@example.com');
  });
});
