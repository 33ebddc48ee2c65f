import { leadConverted, leadLost, leadMerged, staffJoined } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Chain, startCrm, walkIn } from './harness.ts';

let app: Awaited<ReturnType<typeof startCrm>>;
beforeAll(async () => {
  app = await startCrm();
});
afterAll(() => app.stop());

const LEAD = 'lead { id status score intentLevel scoreReasons { code points text } phone owner { id } }';
const capture = async (school: Chain, input = walkIn(school.north)) =>
  (await app.run(school.clerk, 'captureLead', input, LEAD)).lead;

describe('conversion', () => {
  const convert = (leadId: string, phone = '13800000001', name = '小明') => ({
    leadId,
    guardian: { name: '王芳', phone, email: 'wang@example.com' },
    student: { name, birthDate: '2018-05-01' },
  });
  const CONVERTED = 'lead { status convertedStudent { id } guardian { id name } } guardian { id phone } student { id }';

  test('makes a guardian and a student, once, and tells the others', async () => {
    const school = await app.chain();
    const { id } = await capture(school);
    const { lead, guardian, student } = await app.run(school.clerk, 'convertLead', convert(id), CONVERTED);
    expect(lead).toEqual({
      status: 'CONVERTED',
      convertedStudent: student,
      guardian: { id: guardian.id, name: '王芳' },
    });
    expect(await app.refusal(school.clerk, 'convertLead', convert(id))).toBe('LEAD_CLOSED');
    expect((await app.heard(leadConverted, id)).map(({ data }) => data)).toMatchObject([
      { guardian: { guardianId: guardian.id, phone: '+8613800000001' }, student: { studentId: student.id } },
    ]);
    const source = await app.ask(
      school.hq,
      'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Student { leadSource { leadId sourceName channel } } } }',
      {
        refs: [
          { __typename: 'Student', id: student.id },
          { __typename: 'Student', id: newId() },
        ],
      },
    );
    expect(source.data._entities).toEqual([
      { leadSource: { leadId: id, sourceName: '门店', channel: 'WALK_IN' } },
      { leadSource: null },
    ]);
  });

  test('of a second child keeps the guardian and the household', async () => {
    const school = await app.chain();
    const first = await capture(school);
    const second = await capture(school, walkIn(school.north, '13800000001', '小红'));
    const one = await app.run(school.clerk, 'convertLead', convert(first.id), CONVERTED);
    const other = await app.run(school.clerk, 'convertLead', convert(second.id, '13800000001', '小红'), CONVERTED);
    expect(other.guardian).toEqual(one.guardian);
    expect(other.student.id).not.toBe(one.student.id);
  });

  test('names the child, so that a sister who asks later is a lead of her own', async () => {
    const school = await app.chain();
    const nameless = await capture(school, { ...walkIn(school.north), childName: '' });
    await app.run(school.clerk, 'convertLead', convert(nameless.id), CONVERTED);
    expect(await app.refusal(school.clerk, 'captureLead', walkIn(school.north))).toBe('LEAD_DUPLICATE');
    expect(await app.refusal(school.clerk, 'captureLead', walkIn(school.north, '13800000001', '小红'))).toBeUndefined();
  });

  test('happens once when two clerks convert at the same instant', async () => {
    const school = await app.chain();
    const { id } = await capture(school);
    const both = await Promise.all([1, 2].map(() => app.refusal(school.clerk, 'convertLead', convert(id))));
    expect(both.toSorted()).toEqual(['LEAD_CLOSED', undefined]);
  });
});

test('a family that was given up and comes back is a new lead', async () => {
  const school = await app.chain();
  const { id } = await capture(school);
  await app.run(school.clerk, 'loseLead', { leadId: id, reason: '搬家' }, 'lead { id }');
  expect(
    await app.refusal(school.clerk, 'logFollowUp', {
      leadId: id,
      channel: 'PHONE',
      summary: '再联系',
      outcome: 'CONNECTED',
    }),
  ).toBe('LEAD_CLOSED');
  expect((await app.heard(leadLost, id))[0]?.data).toMatchObject({ reason: '搬家' });
  expect((await capture(school)).id).not.toBe(id);
});

test('two leads that turn out to be one keep their history on the one that stays', async () => {
  const school = await app.chain();
  const [lead, duplicate] = [await capture(school), await capture(school, walkIn(school.north, '13700000001'))];
  await app.run(
    school.clerk,
    'logFollowUp',
    { leadId: duplicate.id, channel: 'PHONE', summary: '第一次通话', outcome: 'INTERESTED' },
    'lead { id }',
  );
  const merge = { leadId: lead.id, duplicateLeadId: duplicate.id };
  const merged = await app.run(school.clerk, 'mergeLeads', merge, 'lead { id phone followUps { summary } }');
  expect(merged.lead).toEqual({ id: lead.id, phone: '+8613800000001', followUps: [{ summary: '第一次通话' }] });
  expect(await app.refusal(school.clerk, 'mergeLeads', merge)).toBe('LEAD_MERGED');
  expect(await app.refusal(school.clerk, 'mergeLeads', { leadId: lead.id, duplicateLeadId: lead.id })).toBe(
    'LEAD_MERGED_WITH_ITSELF',
  );
  expect(await app.heard(leadLost, duplicate.id)).toEqual([]);
  expect((await app.heard(leadMerged, duplicate.id)).map(({ data }) => data)).toMatchObject([
    { leadId: duplicate.id, mergedIntoId: lead.id },
  ]);
  const answer = await app.ask(
    school.clerk,
    `{ leads { totalCount } lead(id: "${duplicate.id}") { phone mergedInto { id } } }`,
  );
  expect(answer.data).toEqual({
    leads: { totalCount: 1 },
    lead: { phone: '+8613700000001', mergedInto: { id: lead.id } },
  });
});

describe('who works on a lead', () => {
  const join = async (organizationId: string, branchId: string) => {
    const staffId = newId();
    await app.tell(staffJoined, organizationId, {
      staffId,
      name: '李',
      role: 'SALES',
      branchIds: [branchId],
      email: null,
    });
    return staffId;
  };

  test('is the sales clerk with the fewest open leads unless somebody is named', async () => {
    const school = await app.chain();
    const [first, second] = [
      await join(school.organizationId, school.north),
      await join(school.organizationId, school.north),
    ];
    const stranger = await join(school.organizationId, school.south);
    const owners: string[] = [];
    for (const phone of ['13800000011', '13800000012', '13800000013', '13800000014']) {
      const { id } = await capture(school, walkIn(school.north, phone));
      const { lead } = await app.run(school.clerk, 'assignLead', { leadId: id }, 'lead { owner { id } }');
      owners.push(lead.owner.id);
    }
    expect(owners.filter((owner) => owner === first)).toHaveLength(2);
    expect(owners.filter((owner) => owner === second)).toHaveLength(2);
    const { id } = await capture(school);
    expect(await app.refusal(school.clerk, 'assignLead', { leadId: id, staffId: stranger })).toBe(
      'STAFF_NOT_IN_BRANCH',
    );
  });

  test('goes back to the pool after 7 idle days, and its former owner waits 3 days', async () => {
    const school = await app.chain();
    const [owner, colleague] = [
      await join(school.organizationId, school.north),
      await join(school.organizationId, school.north),
    ];
    const as = (staffId: string) =>
      principals.staff({ organizationId: school.organizationId, branchIds: [school.north], role: 'SALES', staffId });
    const { id } = await capture(school);
    await app.run(school.clerk, 'assignLead', { leadId: id, staffId: owner }, 'lead { id }');
    const recycle = async () =>
      (await app.run(school.clerk, 'recycleIdleLeads', { branchId: school.north }, 'leads { id }')).leads;
    app.clock.advance({ days: 6 });
    expect(await recycle()).toEqual([]);
    app.clock.advance({ days: 1 });
    // The worker may have been quicker (pool.test.ts).
    await recycle();
    expect((await app.ask(school.clerk, `{ lead(id: "${id}") { owner { id } } }`)).data.lead.owner).toBeNull();
    expect(await app.refusal(as(owner), 'claimLead', { leadId: id })).toBe('RECLAIM_TOO_SOON');
    expect(await app.refusal(as(colleague), 'claimLead', { leadId: id })).toBeUndefined();
    expect(await app.refusal(as(owner), 'claimLead', { leadId: id })).toBe('LEAD_HAS_OWNER');
  });
});
