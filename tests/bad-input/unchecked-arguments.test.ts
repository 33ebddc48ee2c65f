import { SCOPES } from '@campusgraph/auth';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { AttackedGraph } from '../tokens/attacked-graph.ts';
import { badValuesFor } from './bad-values.ts';
import { judge } from './judge.ts';
import { composedSchema, mutationsOf } from './operations.ts';
import { placesIn, put } from './places.ts';

/*
 * Services without the check that every argument goes through: Postgres then refuses some of what is bad, but late and without
 * its name, and answers the rest. So it is that check which `bad-input.test.ts` is about.
 */
jest.unstable_mockModule('../../infra/graphql/src/check-arguments.ts', () => ({
  checkArguments: <Schema>(schema: Schema): Schema => schema,
}));
const { openAttackedGraph } = await import('../tokens/attacked-graph.ts');
const { CHECKOUT } = await import('@campusgraph/stack');

let graph: AttackedGraph;
beforeAll(async () => {
  graph = await openAttackedGraph();
});
afterAll(() => graph?.close());

test('without the check of arguments, bad ids get through', async () => {
  const principal = { kind: 'STAFF', subject: crypto.randomUUID(), branches: 'ALL', locale: 'en' } as const;
  const token = await graph.token({ ...principal, organizationId: graph.organizationId, scopes: [...SCOPES] });
  const claimLead = mutationsOf(composedSchema(CHECKOUT)).find(({ name }) => name === 'claimLead');
  const example = { input: { leadId: crypto.randomUUID() } };
  const place = placesIn(claimLead?.args ?? [], example).find(({ path }) => path.at(-1) === 'leadId');
  if (!claimLead || !place) throw new Error('The graph has no claimLead(input: { leadId }).');
  const faults: string[] = [];
  for (const bad of badValuesFor(place, example.input.leadId)) {
    const answer = await graph.ask(claimLead.document, `Bearer ${token}`, put(example, place.path, bad));
    const { data, errors } = answer;
    const about = { path: place.path, bad, mayBeAccepted: false, unnamed: [], others: [] };
    const fault = judge({ status: answer.status, data, ...(errors.length > 0 && { errors }) }, about);
    if (fault) faults.push(bad.name);
  }
  expect(faults).toEqual(expect.arrayContaining(['no UUID', 'NUL', 'blank']));
});
