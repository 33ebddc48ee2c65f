import type { User } from './graph-client.ts';
import { lessons, type Stage, yuan } from './story.ts';

const QUOTE = `mutation Quote($input: CreateQuoteInput!) { createQuote(input: $input) { quote { id totalFen } } }`;
const ACCEPT = `mutation Accept($input: AcceptQuoteInput!) { acceptQuote(input: $input) { contract { id number totalFen status sealSha256 } } }`;
const PAY = `mutation Pay($input: RecordPaymentInput!) { recordPayment(input: $input) { payment { receiptNumber amountFen } contract { status paidFen outstandingFen } } }`;
export const ACCOUNT = `query Account($id: ID!) { student(id: $id) { lessonAccount { balance paidRemaining giftRemaining lots { kind remaining } } } }`;

/** 20 lessons at ¥150 and 2 gifts, paid in two instalments. */
export async function contractChapter(
  { graph, clock, people: { sales }, ids, listener }: Stage,
  guardian: User,
  family: { guardianId: string; studentId: string },
) {
  listener.chapter('合同：报价、签约、分期付款');
  const input = {
    branchId: ids.branchId,
    ...family,
    courseId: ids.courseId,
    paidLessons: 2000,
    giftLessons: 200,
    unitPriceFen: 15_000,
    listPriceFen: 18_000,
    startsOn: '2026-03-05',
    instalments: [
      { dueOn: '2026-03-05', amountFen: 150_000 },
      { dueOn: '2026-04-05', amountFen: 150_000 },
    ],
  };
  const { createQuote } = await sales.ask(QUOTE, { input });
  const { acceptQuote } = await guardian.ask(ACCEPT, { input: { quoteId: createQuote.quote.id } });
  const contract = acceptQuote.contract as { id: string; number: string; totalFen: number };
  listener.fact(
    '合同',
    `${contract.number}：${lessons(input.paidLessons)} 课时 + 赠 ${lessons(input.giftLessons)}，${yuan(contract.totalFen)}`,
  );
  const first = await pay(sales, contract.id, 150_000, 'WECHAT_PAY');
  // The clerk's connection breaks and the request is sent again: the first answer comes back, and no second payment.
  const again = await pay(sales, contract.id, 150_000, 'WECHAT_PAY');
  clock.set('2026-03-06T02:00:00Z');
  const second = await pay(sales, contract.id, 150_000, 'BANK_TRANSFER', 'second');
  listener.fact(
    '付款',
    `${first.payment.receiptNumber} ${yuan(first.payment.amountFen)}，${second.payment.receiptNumber} ${yuan(second.payment.amountFen)}，未付 ${yuan(second.contract.outstandingFen)}`,
  );
  await graph.settled();
  const { student } = await sales.ask(ACCOUNT, { id: family.studentId });
  listener.fact(
    '课时账户',
    `正课 ${lessons(student.lessonAccount.paidRemaining)}，赠课 ${lessons(student.lessonAccount.giftRemaining)}`,
  );
  return { contract, first, again, second, account: student.lessonAccount };
}

async function pay(sales: User, contractId: string, amountFen: number, method: string, key = 'first') {
  const input = {
    contractId,
    amountFen,
    method,
    evidence: `流水号 ${method}-${key}`,
    idempotencyKey: `story-${contractId}-${key}`,
  };
  return (await sales.ask(PAY, { input })).recordPayment;
}
