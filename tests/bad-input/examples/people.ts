import { createHash } from 'node:crypto';
import type { Examples } from './example.ts';
import { makeClientApp, makeGuardian, makeLead, makeReachableGuardian, phoneOf } from './things.ts';

const PASSWORD = 'a password of the examples';

/** organization and crm. */
export const peopleExamples: Examples = {
  signIn: [
    async (school) => {
      const login = `login${school.next()}`;
      await school.run('addStaff', { name: '新人', role: 'SALES', login, password: PASSWORD }, 'staffMember { id }');
      return { input: { login, password: PASSWORD } };
    },
  ],
  activateAccount: [
    async (school) => {
      const { phone, email } = await makeReachableGuardian(school);
      const code = /\b[A-HJ-NP-Z2-9]{10}\b/;
      const mail = await school.stage.mailbox.waitFor(email, code);
      return { input: { login: phone, activationCode: code.exec(mail)?.[0] ?? '', password: PASSWORD } };
    },
  ],
  openRegion: [async ({ next }) => ({ input: { name: `大区 ${next()}` } })],
  openBranch: [
    async (school) => {
      const { region } = await school.run('openRegion', { name: `大区 ${school.next()}` }, 'region { id }');
      const input = {
        regionId: region.id,
        code: `B${school.next()}`,
        name: '新校区',
        timeZone: 'Asia/Shanghai',
        address: '一号',
      };
      return { input };
    },
  ],
  addStaff: [
    async ({ life, next }) => ({
      input: {
        ...{ name: '新人', role: 'SALES', branchIds: [life.stage.ids.branchId], email: 'new@example.com' },
        // Not the password of the other examples: its login takes every form that is tried for theirs.
        ...{ login: `login${next()}`, password: 'another password of the examples' },
      },
    }),
  ],
  registerClientApp: [
    async ({ life }) => ({
      input: {
        ...{ name: '伙伴', scopes: ['student:read'], branchIds: [life.stage.ids.branchId], purpose: '对接' },
        expiresAt: '2027-01-01T00:00:00Z',
      },
    }),
  ],
  rotateClientAppSecret: [async (school) => ({ input: { clientAppId: await makeClientApp(school) } })],
  revokeClientApp: [async (school) => ({ input: { clientAppId: await makeClientApp(school) } })],
  // Without an id it revokes the token that it came with.
  revokeToken: [async (school) => ({ input: { tokenId: crypto.randomUUID() }, token: await school.freshToken() })],
  // There is nothing parked here; what is not there is answered, not refused.
  replayParkedMessages: [async () => ({ input: { parkedMessageIds: [crypto.randomUUID()] } })],
  captureLead: [
    async (school) => ({
      input: {
        ...{
          branchId: school.life.stage.ids.branchId,
          channel: 'PHONE',
          sourceName: '来电',
          name: '钱',
          phone: phoneOf(school),
        },
        ...{ childName: '钱一', childBirthDate: '2018-01-01', need: '素描', capturedAt: '2026-06-19T02:00:00Z' },
        ownerId: school.staffId,
      },
    }),
  ],
  logFollowUp: [
    async (school) => ({
      input: {
        ...{ leadId: await makeLead(school), channel: 'PHONE', summary: '聊过', outcome: 'INTERESTED' },
        nextContactAt: '2026-06-22T02:00:00Z',
      },
    }),
  ],
  assignLead: [
    async (school) => ({ input: { leadId: await makeLead(school), staffId: school.staffId, locked: false } }),
  ],
  claimLead: [async (school) => ({ input: { leadId: await makeLead(school) } })],
  recycleIdleLeads: [async ({ life }) => ({ input: { branchId: life.stage.ids.otherBranchId } })],
  bookTrialLesson: [
    async (school) => ({
      input: {
        ...{ leadId: await makeLead(school), scheduledLessonId: school.life.stage.lessons.at(-1)?.id },
        startsAt: '2026-06-22T02:00:00Z',
      },
    }),
  ],
  recordTrialOutcome: [
    async (school) => {
      const booking = { leadId: await makeLead(school), startsAt: '2026-06-20T02:20:00Z' };
      const { trialLesson } = await school.run('bookTrialLesson', booking, 'trialLesson { id }');
      return { input: { trialLessonId: trialLesson.id, attended: true, outcome: '投入', note: '想报名' } };
    },
  ],
  convertLead: [
    async (school) => ({
      input: {
        leadId: await makeLead(school),
        guardian: { name: '陈', phone: phoneOf(school), email: 'chen@example.com', locale: 'zh-CN' },
        student: { name: '陈一', birthDate: '2018-01-01' },
      },
    }),
  ],
  loseLead: [async (school) => ({ input: { leadId: await makeLead(school), reason: '太远' } })],
  mergeLeads: [
    async (school) => ({ input: { leadId: await makeLead(school), duplicateLeadId: await makeLead(school) } }),
  ],
  registerGuardian: [
    async (school) => {
      const { branchId } = school.life.stage.ids;
      const { guardian } = await school.ask('query($id: ID!) { guardian(id: $id) { household { id } } }', {
        id: await makeGuardian(school),
      });
      return {
        input: {
          ...{ branchId, name: '褚', phone: phoneOf(school), email: 'chu@example.com', locale: 'en' },
          ...{ preferredChannel: 'WECHAT', consent: true, householdId: guardian.household.id },
        },
      };
    },
  ],
  updateGuardian: [
    async (school) => ({
      input: {
        ...{ guardianId: await makeGuardian(school), name: '卫', phone: phoneOf(school), email: 'wei@example.com' },
        ...{ locale: 'en', preferredChannel: 'SMS', consent: false },
      },
    }),
  ],
  startLeadImport: [
    async ({ life, next }) => ({
      input: {
        ...{ branchId: life.stage.ids.branchId, sourceName: '名单', fileName: '名单.csv', sizeBytes: 100 },
        fileSha256: createHash('sha256').update(String(next())).digest('hex'),
        mapping: JSON.stringify({ columns: { name: '姓名', phone: '电话' } }),
      },
    }),
  ],
  setLeadPolicy: [
    async (school) => {
      const { leadPolicy } = await school.ask('{ leadPolicy { body } }');
      return { input: { body: leadPolicy.body, validFrom: '2030-01-01T00:00:00Z' } };
    },
  ],
};
