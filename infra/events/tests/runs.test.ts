import type { EventEnvelope } from '@campusgraph/contracts';
import { expect, test } from '@jest/globals';
import { runsOf } from '../src/consumer/runs.ts';

const event = (type: string, aggregateId: string) => ({ type, aggregateId }) as EventEnvelope;
const shapes = (runs: EventEnvelope[][]) =>
  runs.map((run) => `${run[0]?.type}: ${run.map((one) => one.aggregateId).join(' ')}`);

test('what is captured and scored in turn becomes two runs', () => {
  const events = ['1', '2', '3'].flatMap((id) => [event('captured', id), event('scored', id)]);
  expect(shapes(runsOf(events, () => true))).toEqual(['captured: 1 2 3', 'scored: 1 2 3']);
});

test('nothing overtakes an event of its own record', () => {
  const events = [
    event('captured', '1'),
    event('scored', '1'),
    event('captured', '2'),
    event('captured', '1'),
    event('scored', '2'),
  ];
  expect(shapes(runsOf(events, () => true))).toEqual(['captured: 1 2', 'scored: 1 2', 'captured: 1']);
});

test('an event that is handled one by one comes exactly in its turn', () => {
  const events = [
    event('captured', '1'),
    event('lost', '9'),
    event('captured', '2'),
    event('lost', '8'),
    event('lost', '7'),
  ];
  const runs = runsOf(events, (type) => type !== 'lost');
  expect(shapes(runs)).toEqual(['captured: 1', 'lost: 9', 'captured: 2', 'lost: 8 7']);
});
