import { newId, openDatabase, type UnitOfWork } from '@campusgraph/persistence';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ClassGroup } from '../src/persistence/entities/class-group.ts';
import { schema } from '../src/persistence/schema.ts';
import { startAcademics } from './harness.ts';
import { family, rows } from './seats.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

async function asFamily(work: (unit: UnitOfWork, classGroupId: string) => Promise<unknown>) {
  const chain = await app.chain();
  const { guardian } = await family(chain, '小明');
  const database = await openDatabase(schema, app.urls);
  const scope = { principal: guardian, now: app.clock(), correlationId: newId() };
  const outcome = await database
    .write(scope, (unit) => work(unit, chain.classGroupId))
    .catch((error: Error) => error.constructor.name)
    .finally(() => database.close());
  const [group] = await rows<{ capacity: number }>(app, chain.organizationId, 'select capacity from class_group');
  return { outcome, capacity: group?.capacity };
}
const resize = async ({ em }: UnitOfWork, id: string, capacity: number) => {
  (await em.findOneOrFail(ClassGroup, { id })).capacity = capacity;
  await em.flush();
};

test('a family writes nothing of the school’s itself', async () => {
  expect(await asFamily((unit, id) => resize(unit, id, 9))).toEqual({
    ...{ outcome: 'RowLevelSecurityViolationException', capacity: 2 },
  });
});

test('what its request moves of the school’s is moved by the service’s own hand', async () => {
  expect(await asFamily((unit, id) => unit.asService((service) => resize(service, id, 9)))).toMatchObject({
    capacity: 9,
  });
});

test('the service’s hand ends with its part: what the family writes later is refused again', async () => {
  const both = async (unit: UnitOfWork, id: string) => {
    await unit.asService((service) => resize(service, id, 9));
    await resize(unit, id, 10);
  };
  expect(await asFamily(both)).toEqual({ outcome: 'RowLevelSecurityViolationException', capacity: 2 });
});

test('the service’s hand ends also with a part that fails, whose writes are undone', async () => {
  const failing = async (unit: UnitOfWork, id: string) => {
    const part = async (service: UnitOfWork) => {
      await resize(service, id, 9);
      throw new Error('no');
    };
    await unit.asService(part).catch(() => {});
    await resize(unit, id, 10);
  };
  expect(await asFamily(failing)).toEqual({ outcome: 'RowLevelSecurityViolationException', capacity: 2 });
});

test('the service’s hand reaches no further than the branches of who asks', async () => {
  const chain = await app.chain();
  const elsewhere = await chain.openClass('外校班', {
    branchId: chain.otherBranchId,
    roomId: await chain.addRoom('S1', chain.otherBranchId),
  });
  const { guardian } = await family(chain, '小明');
  const database = await openDatabase(schema, app.urls);
  const scope = { principal: guardian, now: app.clock(), correlationId: newId() };
  const found = await database
    .write(scope, (unit) => unit.asService(({ em }) => em.findOne(ClassGroup, { id: elsewhere })))
    .finally(() => database.close());
  expect(found).toBeNull();
});
