import { type Principal, ROLES } from '@campusgraph/auth';
import type { User } from '../../story/graph-client.ts';
import type { Build } from './build-scope.ts';
import { at, WEEKS_BEHIND } from './plan.ts';
import type { Branch, ClassGroup, School } from './school.ts';

const TASKS = `query Tasks($branchId: ID!) { callbackTasks(first: 100, filter: { branchId: $branchId, status: OPEN }) { nodes { id } } }`;
const COMPLETE = `mutation Complete($input: CompleteCallbackInput!) { completeCallback(input: $input) { callbackTask { id } } }`;
const OPEN = `mutation Open($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id } } }`;
const REPLY = `mutation Reply($input: ReplyToTicketInput!) { replyToTicket(input: $input) { ticket { id } } }`;
const RESOLVE = `mutation Resolve($input: ResolveTicketInput!) { resolveTicket(input: $input) { ticket { id } } }`;
const CONFIRM = `mutation Confirm($input: ConfirmTicketInput!) { confirmTicket(input: $input) { ticket { id } } }`;
const INVITATIONS = `query Invitations { surveyInvitations(filter: { open: true }) { nodes { id } } }`;
const ANSWER = `mutation Answer($input: AnswerSurveyInput!) { answerSurvey(input: $input) { surveyResponse { score } } }`;
const CONTRACTS = `query Contracts($id: ID!) { student(id: $id) { contracts { id } } }`;
const REQUEST = `mutation RequestRefund($input: RequestRefundInput!) { requestRefund(input: $input) { refundRequest { id } } }`;
const APPROVE = `mutation ApproveRefund($input: ApproveRefundInput!) { approveRefund(input: $input) { refundRequest { status } } }`;
const PAID_BY = `query PaidBy($id: ID!) { contract(id: $id) { payments { method } } }`;
const PAY = `mutation PayRefund($input: PayRefundInput!) { payRefund(input: $input) { refundRequest { status } } }`;

const NPS = { '10': 30, '9': 25, '8': 18, '7': 12, '6': 6, '5': 4, '3': 3, '1': 2 } as const;
const QUESTIONS = [
  { type: 'SCHEDULING', subject: '想换到周末的班', body: '孩子周三放学晚，能换到周末吗？' },
  { type: 'ATTENDANCE', subject: '课时扣得对吗', body: '上周请过假，想确认没有扣课时。' },
  { type: 'BILLING', subject: '想要一张收据', body: '单位报销需要收据，谢谢。' },
  { type: 'QUESTION', subject: '下学期的课程', body: '下学期有进阶班吗？' },
  { type: 'COMPLAINT', subject: '教室太热', body: '周末下午教室空调好像没开。' },
] as const;

/** The calls, tickets and refunds of one week, in every branch. */
export async function runServiceDesk(build: Build, school: School, week: number): Promise<void> {
  build.clock.set(at(week, 7, '16:30'));
  for (const branch of school.branches) {
    await call(build, branch);
    await answerTicket(build, school, branch);
  }
  // Six families move away in the course of the term.
  if (week >= -WEEKS_BEHIND + 3 && week < -1) await refund(build, school, build.random.pick(school.branches));
  await build.graph.settled();
}

async function call({ random }: Build, branch: Branch): Promise<void> {
  const { callbackTasks } = await branch.support.user.ask(TASKS, { branchId: branch.id });
  for (const task of callbackTasks.nodes) {
    if (random.chance(0.7)) continue;
    const nps = Number(random.weighted(NPS));
    const outcome = nps >= 9 ? 'SATISFIED' : nps >= 7 ? 'CONCERN' : 'PROBLEM';
    await branch.support.user.ask(COMPLETE, {
      input: { callbackTaskId: task.id, outcome, nps, note: nps >= 9 ? '孩子很喜欢上课' : '希望多反馈课堂情况' },
    });
  }
}

const guardianOf = (build: Build, school: School, branch: Branch, guardianId: string): User => {
  const principal: Principal = {
    kind: 'GUARDIAN',
    subject: guardianId,
    guardianId,
    organizationId: school.organizationId,
    branches: [branch.id],
    scopes: [...ROLES.GUARDIAN],
    locale: 'zh-CN',
  };
  return build.graph.mint(principal);
};

async function answerTicket(build: Build, school: School, branch: Branch): Promise<void> {
  const { random, graph } = build;
  const { studentId, guardianId } = random.pick(random.pick(branch.classes).students);
  const guardian = guardianOf(build, school, branch, guardianId);
  const { openTicket } = await guardian.ask(OPEN, {
    input: { channel: random.pick(['APP', 'PHONE', 'CHAT'] as const), studentId, ...random.pick(QUESTIONS) },
  });
  const ticketId = openTicket.ticket.id as string;
  if (random.chance(0.15)) return;
  await branch.support.user.ask(REPLY, { input: { ticketId, body: '您好，已为您核实，马上处理。' } });
  if (random.chance(0.2)) return;
  await branch.support.user.ask(RESOLVE, { input: { ticketId } });
  if (random.chance(0.3)) return;
  await guardian.ask(CONFIRM, { input: { ticketId } });
  await graph.settled();
  const { surveyInvitations } = await guardian.ask(INVITATIONS);
  for (const { id } of surveyInvitations.nodes)
    await guardian.ask(ANSWER, {
      input: { invitationId: id, score: random.pick([5, 5, 5, 4, 4, 3] as const), comment: '处理及时' },
    });
}

async function refund(build: Build, school: School, branch: Branch): Promise<void> {
  const group = build.random.pick(branch.classes) as ClassGroup;
  const leaving = group.students.pop();
  if (!leaving) return;
  const guardian = guardianOf(build, school, branch, leaving.guardianId);
  const { student } = await school.finance.user.ask(CONTRACTS, { id: leaving.studentId });
  const contractId = student.contracts[0].id as string;
  const { requestRefund } = await guardian.ask(REQUEST, { input: { contractId, reason: '举家搬迁' } });
  const refundRequestId = requestRefund.refundRequest.id as string;
  await branch.academic.user.ask(
    'mutation Withdraw($input: WithdrawStudentInput!) { withdrawStudent(input: $input) { enrollment { id } } }',
    { input: { studentId: leaving.studentId, classGroupId: group.id } },
  );
  await branch.manager.user.ask(APPROVE, { input: { refundRequestId } });
  const { contract } = await school.finance.user.ask(PAID_BY, { id: contractId });
  await school.finance.user.ask(PAY, {
    input: { refundRequestId, method: contract.payments[0].method, evidence: `退款 ${refundRequestId.slice(-8)}` },
  });
}
