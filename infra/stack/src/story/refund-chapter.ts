import { refusalOf } from './class-chapter.ts';
import { ACCOUNT } from './contract-chapter.ts';
import type { User } from './graph-client.ts';
import { MOTHER } from './lead-chapter.ts';
import { type Stage, yuan } from './story.ts';

const REQUEST = `mutation RequestRefund($input: RequestRefundInput!) { requestRefund(input: $input) { refundRequest { id status quote { amountFen lines { code text amountFen } } } } }`;
const APPROVE = `mutation ApproveRefund($input: ApproveRefundInput!) { approveRefund(input: $input) { refundRequest { status } } }`;
const PAY = `mutation PayRefund($input: PayRefundInput!) { payRefund(input: $input) { refundRequest { status paidAt } } }`;
const BALANCE = `query TrialBalance { trialBalance { balanced accounts { code unit balance } } }`;

/** The rest goes back: quoted line by line, approved by a manager, paid, and the books close. */
export async function refundChapter(
  { graph, clock, mailbox, people: { manager, finance }, listener }: Stage,
  guardian: User,
  of: { contractId: string; studentId: string },
) {
  listener.chapter('退费：剩余课时退还');
  clock.set('2026-04-10T02:00:00Z');
  const { requestRefund } = await guardian.ask(REQUEST, { input: { contractId: of.contractId, reason: '搬家' } });
  const request = requestRefund.refundRequest as {
    id: string;
    quote: { amountFen: number; lines: { text: string; amountFen: number }[] };
  };
  for (const line of request.quote.lines) listener.fact('计算', line.text);
  const byHerself = await refusalOf(guardian.ask(APPROVE, { input: { refundRequestId: request.id } }));
  await manager.ask(APPROVE, { input: { refundRequestId: request.id } });
  const { payRefund } = await finance.ask(PAY, {
    input: { refundRequestId: request.id, method: 'WECHAT_PAY', evidence: '退款单 20260410-1' },
  });
  await graph.settled();
  const { student } = await finance.ask(ACCOUNT, { id: of.studentId });
  const { trialBalance } = await finance.ask(BALANCE);
  listener.fact(
    '退款',
    `${yuan(request.quote.amountFen)}，账户剩余 ${student.lessonAccount.balance / 100} 课时，账平 ${trialBalance.balanced}`,
  );
  await mailbox.waitFor(MOTHER.email, /退/);
  return {
    quote: request.quote,
    byHerself,
    refund: payRefund.refundRequest,
    account: student.lessonAccount,
    trialBalance,
  };
}
