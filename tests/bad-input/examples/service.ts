import { asAdmin } from '../checksums.ts';
import type { Examples } from './example.ts';
import { makeCallback, makeInvitation, makeReachableGuardian, makeTicket } from './things.ts';

const INTERVALS = [{ opens: '09:00', closes: '18:00' }];

/** support, feedback and notifications. */
export const serviceExamples: Examples = {
  openTicket: [
    async ({ life }) => ({
      input: {
        ...{ channel: 'APP', type: 'QUESTION', subject: '问题', body: '请问', priority: 'HIGH' },
        ...{ studentId: life.lead.studentId, guardianId: life.lead.guardianId, branchId: life.stage.ids.branchId },
      },
    }),
  ],
  replyToTicket: [async (school) => ({ input: { ticketId: await makeTicket(school), body: '您好', internal: false } })],
  assignTicket: [async (school) => ({ input: { ticketId: await makeTicket(school), staffId: school.staffId } })],
  awaitCustomer: [async (school) => ({ input: { ticketId: await makeTicket(school), body: '请补充' } })],
  resolveTicket: [async (school) => ({ input: { ticketId: await makeTicket(school), body: '已解决' } })],
  confirmTicket: [async (school) => ({ input: { ticketId: await makeTicket(school, 'answered') } })],
  reopenTicket: [async (school) => ({ input: { ticketId: await makeTicket(school, 'confirmed'), reason: '没好' } })],
  setServicePolicy: [
    async ({ life }) => ({
      input: {
        ...{ branchId: life.stage.ids.otherBranchId, ticketType: 'BILLING', priority: 'HIGH', reopenWindowDays: 7 },
        ...{ firstResponseMinutes: 240, nextResponseMinutes: 240, resolutionMinutes: 960 },
      },
    }),
  ],
  setBusinessCalendar: [
    async ({ life }) => ({
      input: {
        branchId: life.stage.ids.otherBranchId,
        weekly: [{ weekday: 1, intervals: INTERVALS }],
        specialDays: [{ date: '2026-10-01', name: '国庆', intervals: INTERVALS }],
      },
    }),
  ],
  defineCallbackPlan: [
    async ({ life }) => ({
      input: {
        ...{ branchId: life.stage.ids.otherBranchId, stage: 'MID_TERM', name: '期中回访' },
        ...{ dueWithinDays: 7, script: '您好' },
      },
    }),
  ],
  completeCallback: [
    async (school) => ({
      input: { callbackTaskId: await makeCallback(school), outcome: 'SATISFIED', nps: 9, note: '好' },
    }),
  ],
  reassignCallback: [
    async (school) => ({ input: { callbackTaskId: await makeCallback(school), ownerId: school.staffId } }),
  ],
  publishSurvey: [
    async () => ({
      input: {
        ...{ occasion: 'REFUND_PAID', kind: 'CSAT', title: '满意吗', openDays: 14 },
        questions: [{ code: 'SCORE', text: '满意吗？' }],
      },
    }),
  ],
  answerSurvey: [
    async (school) => ({ input: { invitationId: await makeInvitation(school), score: 5, comment: '好' } }),
    async (school) => {
      const { guardianId, email } = await makeReachableGuardian(school);
      await makeTicket(school, 'confirmed', guardianId);
      const mail = await school.stage.mailbox.waitFor(email, /问卷码/);
      return { input: { token: /问卷码[^A-Za-z0-9_-]*([A-Za-z0-9_-]+)/.exec(mail)?.[1] ?? '', score: 5 } };
    },
  ],
  setPreference: [
    async ({ life }) => ({
      input: {
        ...{ guardianId: life.lead.guardianId, preferredChannel: 'EMAIL', quietFrom: '22:00', quietTo: '07:00' },
        mutedKeys: ['SURVEY_INVITED'],
      },
    }),
  ],
  retryDelivery: [
    async (school) => {
      const { deliveries } = await school.ask('{ deliveries(first: 1, filter: { status: SENT }) { nodes { id } } }');
      const deliveryId = deliveries.nodes[0].id as string;
      // Providers do not fail on demand; the row says what would be there if they had.
      await asAdmin(school.adminUrl, `${school.prefix}notifications`, (client) =>
        client.query(`update delivery set status = 'FAILED' where id = $1`, [deliveryId]),
      );
      return { input: { deliveryId } };
    },
  ],
  markNoticesRead: [
    async ({ ask, life }) => {
      const query = 'query($filter: DeliveryFilter) { deliveries(first: 1, filter: $filter) { nodes { id } } }';
      const { deliveries } = await ask(query, { filter: { guardianId: life.lead.guardianId } });
      return { input: { deliveryIds: [deliveries.nodes[0].id] }, token: await life.guardian.token() };
    },
  ],
  saveTemplate: [
    async () => ({
      input: { key: 'REFUND_PAID', locale: 'en', channel: 'SMS', subject: 'Refund', body: 'Your refund is paid.' },
    }),
  ],
};
