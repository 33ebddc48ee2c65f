import { paymentReceived } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { migrationDrift, principals } from '@campusgraph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { schema } from '../src/persistence/schema.ts';
import { shanghai } from './deliveries.ts';
import { type Chain, payment, postOffice, startNotifications } from './harness.ts';

const mail = postOffice('EMAIL');
const phone = postOffice('SMS');
let app: Awaited<ReturnType<typeof startNotifications>>;
beforeAll(async () => {
  app = await startNotifications([mail.provider, phone.provider]);
});
afterAll(() => app.stop());
beforeEach(() => {
  for (const office of [mail, phone]) Object.assign(office, { mood: 'works' }).taken.length = 0;
  app.clock.set(shanghai('10:00'));
});

describe('who sees a notice', () => {
  test('its family and its branch; not another family, a sibling branch or another chain', async () => {
    const chain = await app.chain();
    const { organizationId, branchId, guardianId, studentId } = chain;
    await app.tell(paymentReceived, chain.at, payment(chain));
    const of = [
      { __typename: 'Guardian', id: guardianId },
      { __typename: 'Student', id: studentId },
    ];
    const counts = async (principal: Chain['hq']) => {
      const { data } = await app.ask(
        principal,
        `query ($of: [_Any!]!) { _entities(representations: $of) {
          ... on Guardian { notices { totalCount } notificationPreference { preferredChannel } }
          ... on Student { notices { totalCount } } } }`,
        { of },
      );
      const [guardian, student] = data._entities;
      return [guardian.notices.totalCount, student.notices.totalCount, guardian.notificationPreference !== null];
    };
    expect(await counts(chain.guardian)).toEqual([1, 1, true]);
    expect(await counts(chain.desk)).toEqual([1, 1, true]);
    expect(await counts(chain.hq)).toEqual([1, 1, true]);
    const stranger = principals.guardian({ organizationId, guardianId: newId(), branchIds: [branchId] });
    expect(await counts(stranger)).toEqual([0, 0, false]);
    expect(await counts(principals.staff({ organizationId, branchIds: [newId()] }))).toEqual([0, 0, false]);
    expect(await counts(principals.hq({ organizationId: newId() }))).toEqual([0, 0, false]);
  });
});

test('the migrations make exactly the tables that the entities describe', async () => {
  expect(await migrationDrift(schema, app.urls)).toEqual([]);
});
