import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { createLogger } from './index.ts';

test('what a family said on the phone is not in the log, wherever the event is logged', () => {
  const destination = new PassThrough();
  const logger = createLogger({ service: 'support', level: 'info', destination });
  const event = { type: 'feedback.callback-task.completed.v1', data: { outcome: 'PROBLEM', note: '老师经常迟到' } };
  logger.info({ event }, 'an event');
  logger.info(event, 'the same');
  logger.info({ message: { event } }, 'the same, deeper');
  const text = String(destination.read());
  expect(text).toContain('[redacted]');
  expect(text).not.toContain('迟到');
});
