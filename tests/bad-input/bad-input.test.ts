import { newId } from '@campusgraph/persistence';
import { CHECKOUT, type OwnStage, openOwnStage, tellChildsLife } from '@campusgraph/stack';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attack, type Findings, type RefusedRequest } from './attack.ts';
import { checksums } from './checksums.ts';
import { DECLARED } from './declared.ts';
import { EXAMPLES } from './examples/index.ts';
import { makeFoundTimetable, makeLine, makeTimes } from './examples/things.ts';
import { composedSchema, mutationsOf, type Operation, queriesOf } from './operations.ts';
import { withoutExample } from './places.ts';
import { choicesOf, createIds, type Ids, queryExample } from './query-examples.ts';
import { runInPool } from './run-in-pool.ts';
import { openSchool, type School } from './school.ts';

const adminUrl = process.env.TEST_POSTGRES_ADMIN_URL ?? '';
const AT_ONCE = 8;
/** A guard against hanging for ever, not a limit on speed. */
const GUARD_MS = 1_800_000;

const schema = composedSchema(CHECKOUT);
const mutations = mutationsOf(schema);
const queries = queriesOf(schema);

let stage: OwnStage;
let school: School;
const findings = new Map<string, Findings>();

beforeAll(async () => {
  const prefix = `bad_input_${newId().slice(-12)}_`;
  stage = await openOwnStage({ adminUrl, prefix });
  const life = await tellChildsLife({ ...stage, suffix: prefix, listener: { chapter() {}, fact() {} } });
  school = await openSchool(stage, life, { prefix, adminUrl });
  const { leadImports } = await school.ask('{ leadImports(first: 1) { nodes { id } } }');
  const ids = createIds(schema, school, {
    Student: life.lead.studentId,
    Guardian: life.lead.guardianId,
    Branch: life.stage.ids.branchId,
    ClassGroup: (await makeLine(school)).classGroupId,
    LeadImport: leadImports.nodes[0].id,
    ...(await makeTimes(school)),
    // One that has found something to compare.
    TimetableRun: await makeFoundTimetable(school),
  });
  const tasks = mutations.map((operation) => () => attackMutation(operation, ids));
  for (const one of await runInPool(AT_ONCE, tasks)) findings.set(one.name, one.found);
  await stage.graph.settled();
  for (const one of await runInPool(
    AT_ONCE,
    queries.map((query) => () => attackQuery(query, ids)),
  )) {
    findings.set(one.name, one.found);
  }
}, GUARD_MS);
afterAll(() => stage?.close());

const nothing: Findings = { faults: [], cases: 0, needed: new Set(), refused: [] };

async function attackMutation(operation: Operation, ids: Ids): Promise<{ name: string; found: Findings }> {
  const makers = (EXAMPLES[operation.name] ?? []).map((example) => async () => {
    const { input, ...rest } = await example(school);
    return { variables: { input }, ...rest };
  });
  return { name: operation.name, found: await guarded(attack(school, operation, makers, () => ids('Survey'))) };
}

async function attackQuery(operation: Operation, ids: Ids): Promise<{ name: string; found: Findings }> {
  const { returns } = operation;
  const makers = choicesOf(operation).map((choice) => async () => ({
    variables: await queryExample(operation, { returns, choice }, ids, school),
  }));
  const another = () => ids(operation.returns === 'Survey' ? 'Room' : 'Survey');
  return { name: operation.name, found: await guarded(attack(school, operation, makers, another)) };
}

/** An example that cannot be made is a finding of its operation, not the end of all others. */
const guarded = (found: Promise<Findings>): Promise<Findings> =>
  found.catch((error: Error) => ({ ...nothing, faults: [`no example could be made: ${error.message}`] }));

describe('the registry of examples', () => {
  test.each(mutations.map(({ name }) => name))('%s has one for every argument', async (name) => {
    const operation = mutations.find((one) => one.name === name) as Operation;
    const made = await Promise.all((EXAMPLES[name] ?? []).map((make) => make(school)));
    expect(
      withoutExample(
        operation.args,
        made.map(({ input }) => ({ input })),
      ),
    ).toEqual([]);
  });
});

describe('bad input is refused with a code and the name of the argument, or taken and kept as it is', () => {
  test.each([...mutations, ...queries].map(({ name }) => name))('%s', (name) => {
    const { faults, cases } = findings.get(name) ?? nothing;
    expect(faults).toEqual([]);
    expect(cases).toBeGreaterThan(3);
  });
});

test('every declared exception is needed', () => {
  const needed = new Set([...findings.values()].flatMap((one) => [...one.needed]));
  expect(DECLARED.filter((one) => !needed.has(one))).toEqual([]);
});

test(
  'what was refused changed nothing',
  async () => {
    let requests = [...findings.values()].flatMap(({ refused }) => refused);
    expect(requests.length).toBeGreaterThan(500);
    // What was bad only at its moment may be accepted now. It is left out, until all that is sent is refused.
    for (let isQuiet = false; !isQuiet; ) {
      const passing = await acceptedOf(requests.filter(({ isAlwaysBad }) => !isAlwaysBad));
      requests = requests.filter((request) => !passing.includes(request));
      await settle();
      const before = await checksums(adminUrl, school.prefix);
      const accepted = await acceptedOf(requests);
      expect(accepted.filter(({ isAlwaysBad }) => isAlwaysBad).map(({ name }) => name)).toEqual([]);
      await settle();
      isQuiet = accepted.length === 0;
      if (isQuiet) expect(await checksums(adminUrl, school.prefix)).toEqual(before);
      requests = requests.filter((request) => !accepted.includes(request));
    }
  },
  GUARD_MS,
);

async function acceptedOf(requests: readonly RefusedRequest[]): Promise<RefusedRequest[]> {
  const refusedAgain = await runInPool(
    AT_ONCE,
    requests.map((request) => request.isRefusedAgain),
  );
  return requests.filter((_, index) => !refusedAgain[index]);
}

/** Nothing is on its way and no worker has anything to do. */
async function settle(): Promise<void> {
  await stage.graph.settled();
  for (const service of stage.graph.services.values()) await service.idle();
  await stage.graph.settled();
}
