import { branchOpened, organizationFounded, refundPaid, ticketConfirmed } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FeedbackService, family, startFeedback } from './feedback-service.ts';

let feedback: FeedbackService;
beforeAll(async () => {
  feedback = await startFeedback();
});
afterAll(() => feedback.close());

const INVITATIONS = `query ($filter: SurveyInvitationFilter) { surveyInvitations(filter: $filter) { totalCount nodes {
  id subject sentAt expiresAt answeredAt guardian { id } student { id } ticket { id } survey { kind occasion title version questions { code } } } } }`;
const ANSWER = `mutation ($input: AnswerSurveyInput!) { answerSurvey(input: $input) { surveyResponse {
  id score comment ticket { id } survey { kind } } } }`;
const MEASURE = `query ($kind: SurveyKind!, $branchId: ID, $from: Date, $to: Date) {
  satisfaction(kind: $kind, branchId: $branchId, from: $from, to: $to) { kind score n intervalLow intervalHigh } }`;

/** A family that agreed that its ticket is solved, and was sent the survey. */
async function confirmedTicket(school = family()) {
  const { studentId, guardianId } = school;
  const ticketId = newId();
  const ticket = { ticketId, number: 'T-0007', guardianId, studentId, subject: '旷课扣费' };
  await feedback.hear(ticketConfirmed, school.at, { ...ticket, confirmedAt: feedback.clock().toISOString() });
  const told = await feedback.told('feedback.survey.invited.v1');
  const invitation = told.map(({ data }) => data as Record<string, string>).at(-1);
  return { ...school, ticketId, ticket, invitation: invitation ?? {} };
}

describe('when a ticket is confirmed', () => {
  test('the family is asked how satisfied it is, once, with a token that only the message has', async () => {
    const { hq, ticket, ticketId, at, guardianId, invitation } = await confirmedTicket();
    await feedback.hear(ticketConfirmed, at, { ...ticket, confirmedAt: feedback.clock().toISOString() });
    expect(invitation).toMatchObject({ kind: 'CSAT', guardianId, subject: '工单 T-0007「旷课扣费」' });
    expect(invitation.token).toMatch(/^[\w-]{43}$/);
    const { data } = await feedback.ask(hq, INVITATIONS);
    expect(data.surveyInvitations).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          ticket: { id: ticketId },
          answeredAt: null,
          survey: { kind: 'CSAT', occasion: 'TICKET_CONFIRMED', version: 1 },
        },
      ],
    });
  });

  test('the guardian answers with the token; the score stands beside the ticket and in the measure', async () => {
    const { hq, guardian, ticketId, branchId, invitation } = await confirmedTicket();
    const input = { token: invitation.token, score: 5, comment: '处理得很快' };
    const { data } = await feedback.ask(guardian, ANSWER, { input });
    expect(data.answerSurvey.surveyResponse).toMatchObject({
      score: 5,
      comment: '处理得很快',
      ticket: { id: ticketId },
      survey: { kind: 'CSAT' },
    });
    const entity = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Ticket { satisfaction } } }`;
    const of = [{ __typename: 'Ticket', id: ticketId }];
    expect((await feedback.ask(hq, entity, { of })).data._entities).toEqual([{ satisfaction: 5 }]);
    const measure = await feedback.ask(hq, MEASURE, { kind: 'CSAT', branchId });
    expect(measure.data.satisfaction).toMatchObject({ kind: 'CSAT', score: 100, n: 1, intervalHigh: 100 });
    expect(await feedback.told('feedback.survey.answered.v1')).toContainEqual(
      expect.objectContaining({ branchId, data: expect.objectContaining({ ticketId, kind: 'CSAT', score: 5 }) }),
    );
  });

  test('the guardian may answer from the app as well, and sees the family’s surveys only', async () => {
    const { guardian, otherGuardian, invitation } = await confirmedTicket();
    const open = await feedback.ask(guardian, INVITATIONS, { filter: { open: true } });
    expect(open.data.surveyInvitations.nodes).toMatchObject([{ id: invitation.invitationId }]);
    expect((await feedback.ask(otherGuardian, INVITATIONS)).data.surveyInvitations.totalCount).toBe(0);
    const input = { invitationId: invitation.invitationId, score: 4 };
    expect((await feedback.ask(guardian, ANSWER, { input })).data.answerSurvey.surveyResponse.score).toBe(4);
    const answered = await feedback.ask(guardian, INVITATIONS, { filter: { open: false } });
    expect(answered.data.surveyInvitations.totalCount).toBe(1);
  });

  test('an answer counts once, also when it is sent twice at the same moment', async () => {
    const { hq, guardian, invitation } = await confirmedTicket();
    const input = { token: invitation.token, score: 5 };
    const answers = await Promise.all([1, 2].map(() => feedback.ask(guardian, ANSWER, { input })));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code);
    expect(codes.toSorted()).toEqual(['SURVEY_ALREADY_ANSWERED', undefined]);
    expect((await feedback.ask(hq, MEASURE, { kind: 'CSAT' })).data.satisfaction.n).toBe(1);
  });

  test('the token of another family opens nothing, nor does one that was made up', async () => {
    const { otherGuardian, stranger, guardian, invitation } = await confirmedTicket();
    for (const [who, token] of [
      [otherGuardian, invitation.token],
      [stranger, invitation.token],
      [guardian, 'made-up'],
    ] as const) {
      const { errors } = await feedback.ask(who, ANSWER, { input: { token, score: 1 } });
      expect(errors?.[0]?.extensions.code).toBe('SURVEY_INVITATION_NOT_FOUND');
    }
  });

  test('a score of 6 is refused, and so is an answer after a fortnight', async () => {
    const { guardian, invitation } = await confirmedTicket();
    const six = await feedback.ask(guardian, ANSWER, { input: { token: invitation.token, score: 6 } });
    expect(six.errors?.[0]?.extensions).toMatchObject({ code: 'SCORE_OUT_OF_SCALE', lowest: 1, highest: 5 });
    feedback.clock.advance({ days: 14 });
    const late = await feedback.ask(guardian, ANSWER, { input: { token: invitation.token, score: 5 } });
    expect(late.errors?.[0]?.extensions.code).toBe('SURVEY_EXPIRED');
  });
});

test('what was answered is listed with its survey, for the staff of the branch only', async () => {
  const { manager, siblingManager, guardian, invitation, ticketId } = await confirmedTicket();
  const input = { token: invitation.token, score: 2, comment: '等了三天' };
  const { data } = await feedback.ask(guardian, ANSWER, { input });
  const list = `query ($filter: SurveyResponseFilter) { surveyResponses(filter: $filter) { nodes { id score comment survey { id version } } }
    surveys(filter: { inForce: true, kind: CSAT }) { nodes { occasion openDays questions { code text } } } }`;
  const listed = await feedback.ask(manager, list, { filter: { ticketId, kind: 'CSAT' } });
  const { id } = data.answerSurvey.surveyResponse;
  expect(listed.data.surveyResponses.nodes).toMatchObject([
    { id, score: 2, comment: '等了三天', survey: { version: 1 } },
  ]);
  expect(listed.data.surveys.nodes).toHaveLength(2);
  const survey = `query ($id: ID!) { survey(id: $id) { title } }`;
  const { survey: asked } = listed.data.surveyResponses.nodes[0];
  expect((await feedback.ask(guardian, survey, { id: asked.id })).data.survey).toEqual({ title: '服务满意度调查' });
  expect((await feedback.ask(siblingManager, list)).data.surveyResponses.nodes).toEqual([]);
});

test('who got a refund is asked how it went', async () => {
  const school = family();
  const refund = { ...school.contract, refundRequestId: newId(), amountFen: 150_000 };
  await feedback.hear(refundPaid, school.at, {
    ...refund,
    method: 'WECHAT_PAY',
    paidAt: feedback.clock().toISOString(),
  });
  const { data } = await feedback.ask(school.guardian, INVITATIONS);
  expect(data.surveyInvitations.nodes).toMatchObject([
    { subject: '合同 HT-2026-0001 退费', survey: { occasion: 'REFUND_PAID' }, student: { id: school.studentId } },
  ]);
});

test('a survey of one’s own replaces the shipped one for the next invitations', async () => {
  const school = family();
  await feedback.hear(
    organizationFounded,
    { organizationId: school.organizationId, branchId: null },
    { organizationId: school.organizationId, name: '启明', timeZone: 'Asia/Shanghai', locale: 'zh-CN' },
  );
  const publish = `mutation ($input: PublishSurveyInput!) { publishSurvey(input: $input) { survey { version retiredAt } } }`;
  const input = {
    occasion: 'TICKET_CONFIRMED',
    kind: 'CES',
    title: '办理是否省心',
    questions: [{ code: 'score', text: '1–7 分' }],
    openDays: 7,
  };
  const refused = await feedback.ask(school.manager, publish, { input });
  expect(refused.errors?.[0]?.extensions.code).toBe('WHOLE_CHAIN_ONLY');
  const { data } = await feedback.ask(school.hq, publish, { input });
  expect(data.publishSurvey.survey).toEqual({ version: 2, retiredAt: null });
  const { invitation, guardian } = await confirmedTicket(school);
  expect(invitation.kind).toBe('CES');
  await feedback.ask(guardian, ANSWER, { input: { token: invitation.token, score: 6 } });
  const ces = await feedback.ask(school.hq, MEASURE, { kind: 'CES' });
  expect(ces.data.satisfaction).toEqual({ kind: 'CES', score: 6, n: 1, intervalLow: 1, intervalHigh: 7 });
});

test('a measure counts the days of the branch’s own zone, and says null where nobody answered', async () => {
  const school = family();
  const { branchId, organizationId } = school;
  const branch = { branchId, code: 'LON', name: 'London', regionId: newId(), timeZone: 'Europe/London' };
  await feedback.hear(branchOpened, { organizationId, branchId }, branch);
  feedback.clock.set('2026-03-05T23:30:00Z');
  const { guardian, hq, invitation } = await confirmedTicket(school);
  await feedback.ask(guardian, ANSWER, { input: { token: invitation.token, score: 4 } });
  const on = async (day: string) =>
    (await feedback.ask(hq, MEASURE, { kind: 'CSAT', branchId, from: day, to: day })).data.satisfaction;
  expect(await on('2026-03-05')).toMatchObject({ score: 100, n: 1 });
  expect(await on('2026-03-06')).toEqual({ kind: 'CSAT', score: null, n: 0, intervalLow: null, intervalHigh: null });
});
