import { guardianContactChanged } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Chain, startCrm, walkIn } from './harness.ts';

let app: Awaited<ReturnType<typeof startCrm>>;
beforeAll(async () => {
  app = await startCrm();
});
afterAll(() => app.stop());

const register = async (school: Chain, phone: string, more: object = {}) =>
  (
    await app.run(
      school.hq,
      'registerGuardian',
      { branchId: school.north, name: '陈静', phone, ...more },
      'guardian { id phone consentAt household { id guardians { id } } }',
    )
  ).guardian;

describe('nobody sees what is not theirs', () => {
  const EVERYTHING =
    '{ leads { totalCount } guardians { totalCount } trialLessons { totalCount } leadImports { totalCount } }';

  test('neither another chain nor the sibling branch', async () => {
    const school = await app.chain();
    const { lead } = await app.run(school.clerk, 'captureLead', walkIn(school.north), 'lead { id }');
    await register(school, '13600000001');
    const startsAt = new Date(app.clock().getTime() + 3_600_000).toISOString();
    await app.run(school.clerk, 'bookTrialLesson', { leadId: lead.id, startsAt }, 'lead { id }');
    const seen = async (principal: typeof school.hq) => (await app.ask(principal, EVERYTHING)).data;
    const all = { leads: { totalCount: 1 }, guardians: { totalCount: 1 }, trialLessons: { totalCount: 1 } };
    const none = { leads: { totalCount: 0 }, guardians: { totalCount: 0 }, trialLessons: { totalCount: 0 } };
    expect(await seen(school.hq)).toMatchObject(all);
    expect(await seen(school.clerk)).toMatchObject(all);
    expect(await seen(school.sibling)).toMatchObject(none);
    expect(await seen((await app.chain()).hq)).toMatchObject(none);
    expect((await app.ask(school.sibling, `{ lead(id: "${lead.id}") { id } }`)).data.lead).toBeNull();
    expect(await app.refusal(school.sibling, 'loseLead', { leadId: lead.id, reason: 'x' })).toBe('LEAD_NOT_FOUND');
  });

  test('a branch cannot put a lead into its sibling, nor learn whom it knows', async () => {
    const school = await app.chain();
    await app.run(school.clerk, 'captureLead', walkIn(school.north), 'lead { id }');
    expect(await app.refusal(school.sibling, 'captureLead', walkIn(school.north, '13800000002'))).toBe(
      'BRANCH_NOT_FOUND',
    );
    expect(await app.refusal(school.sibling, 'captureLead', walkIn(school.south))).toBeUndefined();
  });

  test('a branch that is unknown and one of another chain are the same answer, whatever is done there', async () => {
    const [{ hq }, elsewhere] = [await app.chain(), await app.chain()];
    const file = { sourceName: '地推', fileName: 'a.csv', fileSha256: 'f'.repeat(64), sizeBytes: 1 };
    const mapping = JSON.stringify({ columns: { name: '姓名', phone: '电话' } });
    const refused = async (branchId: string) => [
      await app.refusal(hq, 'captureLead', walkIn(branchId)),
      await app.refusal(hq, 'registerGuardian', { branchId, name: '陈静', phone: '13600000001' }),
      await app.refusal(hq, 'startLeadImport', { branchId, ...file, mapping }),
      await app.refusal(hq, 'recycleIdleLeads', { branchId }),
    ];
    expect(await refused(elsewhere.north)).toEqual(Array(4).fill('BRANCH_NOT_FOUND'));
    expect(await refused(newId())).toEqual(Array(4).fill('BRANCH_NOT_FOUND'));
  });

  test('a guardian sees himself, his household, and no lead', async () => {
    const school = await app.chain();
    const [mother, stranger] = [await register(school, '13600000002'), await register(school, '13600000003')];
    const father = await register(school, '13600000004', { householdId: mother.household.id });
    const guardian = principals.guardian({ organizationId: school.organizationId, guardianId: mother.id });
    await app.run(school.clerk, 'captureLead', walkIn(school.north), 'lead { id }');
    const answer = await app.ask(
      guardian,
      `{ guardians { nodes { id household { id guardians { id } } } } guardian(id: "${stranger.id}") { id } leads { totalCount } }`,
    );
    expect(answer.data).toEqual({
      guardians: { nodes: [{ id: mother.id, household: { id: mother.household.id, guardians: [{ id: mother.id }] } }] },
      guardian: null,
      leads: { totalCount: 0 },
    });
    expect(father.household).toEqual({ id: mother.household.id, guardians: [{ id: mother.id }, { id: father.id }] });
  });

  test('a reference to a guardian of another branch resolves to nothing', async () => {
    const school = await app.chain();
    const { id } = await register(school, '13600000005');
    const resolve = async (principal: typeof school.hq) =>
      (
        await app.ask(
          principal,
          'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Guardian { id } } }',
          {
            refs: [{ __typename: 'Guardian', id }],
          },
        )
      ).data._entities;
    expect(await resolve(school.hq)).toEqual([{ id }]);
    expect(await resolve(school.sibling)).toEqual([null]);
  });
});

describe('a guardian', () => {
  test('is registered once per branch and phone', async () => {
    const school = await app.chain();
    await register(school, '13600000006');
    expect(
      await app.refusal(school.hq, 'registerGuardian', { branchId: school.north, name: '陈', phone: '136 0000 0006' }),
    ).toBe('GUARDIAN_EXISTS');
    expect(
      await app.refusal(school.hq, 'registerGuardian', {
        branchId: school.north,
        name: '陈',
        phone: '13600000007',
        householdId: newId(),
      }),
    ).toBe('HOUSEHOLD_NOT_FOUND');
  });

  test('agrees to be contacted, keeps the day, and can take it back', async () => {
    const school = await app.chain();
    const { id, consentAt } = await register(school, '13600000008', { consent: true });
    app.clock.advance({ days: 1 });
    const update = (input: object) =>
      app.run(school.hq, 'updateGuardian', { guardianId: id, ...input }, 'guardian { consentAt email name locale }');
    expect((await update({ consent: true, email: 'chen@example.com', locale: 'en' })).guardian).toEqual({
      consentAt,
      email: 'chen@example.com',
      name: '陈静',
      locale: 'en',
    });
    expect((await update({ consent: false, email: null })).guardian).toMatchObject({ consentAt: null, email: null });
    expect(await app.refusal(school.hq, 'updateGuardian', { guardianId: id, email: 'chen' })).toBe('EMAIL_INVALID');
    expect(await app.refusal(school.hq, 'updateGuardian', { guardianId: id, locale: 'fr' })).toBe('LOCALE_UNKNOWN');
    expect((await app.heard(guardianContactChanged, id)).map(({ data }) => data.hasConsent)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('is found by part of the name or the whole number, whatever characters are searched for', async () => {
    const school = await app.chain();
    await register(school, '13600000009');
    const found = async (search: string) =>
      (
        await app.ask(school.clerk, 'query ($s: String!) { guardians(filter: { search: $s }) { totalCount } }', {
          s: search,
        })
      ).data.guardians.totalCount;
    expect([await found('陈'), await found('136-0000-0009'), await found('%'), await found('李')]).toEqual([
      1, 1, 0, 0,
    ]);
  });
});
