import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Mailbox } from './story.ts';

interface Mail {
  to: string[];
  /** The whole message, its encoded words and its body decoded. */
  text: string;
  subject: string;
}

/** A real SMTP server on this machine that keeps what it gets. */
export interface SmtpMailbox extends Mailbox {
  /** For `SMTP_URL`. */
  url: string;
  close(): Promise<void>;
}

const POLL_MS = 25;
/** Only a guard: a mail that has not come in this time never will. */
const GIVE_UP_MS = 60_000;

export async function startSmtpMailbox(): Promise<SmtpMailbox> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      text(stream).then((raw) => {
        mails.push({ ...readMail(raw), to: session.envelope.rcptTo.map(({ address }) => address) });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const to = (address: string): Mail[] => mails.filter((mail) => mail.to.includes(address));
  return {
    url: `smtp://127.0.0.1:${port}`,
    async waitFor(address, pattern) {
      for (const started = performance.now(); performance.now() - started < GIVE_UP_MS; ) {
        const mail = to(address).findLast((one) => pattern.test(one.text));
        if (mail) return mail.text;
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
      throw new Error(
        `No mail to ${address} matched ${pattern}; there are: ${
          to(address)
            .map(({ subject }) => subject)
            .join(', ') || 'none'
        }.`,
      );
    },
    subjects: (address) => to(address).map(({ subject }) => subject),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Enough of MIME for what nodemailer sends: encoded words in headers, one body in base64 or quoted-printable. */
function readMail(raw: string): { subject: string; text: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const body = rest.join('\r\n\r\n');
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(headers)?.[1]?.toLowerCase();
  const decoded =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body)
        : body;
  const subject = decodeWords(/^subject:\s*(.*)$/im.exec(headers)?.[1] ?? '');
  return { subject, text: `${subject}\n\n${decoded}` };
}

const quotedPrintable = (body: string): string =>
  Buffer.from(
    body
      .replaceAll('=\r\n', '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** RFC 2047: `=?UTF-8?B?…?=`. */
const decodeWords = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, content: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(content, 'base64').toString('utf8')
        : quotedPrintable(content.replaceAll('_', ' ')),
    );
