import { anybody } from '../../story/graph-client.ts';
import type { Build } from './build-scope.ts';
import { DEMO_PASSWORD } from './demo-logins.ts';
import { type Family, family } from './names.ts';
import { at, BRANCHES, dayOf, OPEN_LEADS_PER_BRANCH, STUDENTS_PER_CLASS, WEEKS_BEHIND } from './plan.ts';
import type { Branch, ClassGroup, School } from './school.ts';

const CAPTURE = `mutation Capture($input: CaptureLeadInput!) { captureLead(input: $input) { lead { id } } }`;
const FOLLOW_UP = `mutation FollowUp($input: LogFollowUpInput!) { logFollowUp(input: $input) { lead { id } } }`;
const CONVERT = `mutation Convert($input: ConvertLeadInput!) { convertLead(input: $input) { guardian { id } student { id } } }`;
const LOSE = `mutation Lose($input: LoseLeadInput!) { loseLead(input: $input) { lead { id } } }`;
const QUOTE = `mutation Quote($input: CreateQuoteInput!) { createQuote(input: $input) { quote { id totalFen } } }`;
const ACCEPT = `mutation Accept($input: AcceptQuoteInput!) { acceptQuote(input: $input) { contract { id } } }`;
const PAY = `mutation Pay($input: RecordPaymentInput!) { recordPayment(input: $input) { payment { id } } }`;
const ENROLL = `mutation Enroll($input: EnrollStudentInput!) { enrollStudent(input: $input) { enrollment { id } } }`;

const ACTIVATE = `mutation Activate($input: ActivateAccountInput!) { activateAccount(input: $input) { expiresAt } }`;
const ACTIVATION_CODE = /\b[A-HJ-NP-Z2-9]{10}\b/;

const CHANNELS = { REFERRAL: 25, WALK_IN: 20, AD: 20, SOCIAL: 15, MINI_PROGRAM: 10, PHONE: 5, CONTENT: 5 } as const;
const SOURCES: Readonly<Record<keyof typeof CHANNELS, string>> = {
  REFERRAL: '老带新',
  WALK_IN: '门店咨询',
  AD: '朋友圈广告',
  SOCIAL: '小红书',
  MINI_PROGRAM: '小程序',
  PHONE: '电话咨询',
  CONTENT: '公众号',
};
const PACKAGES = [
  { paid: 2_000, gift: 200 },
  { paid: 3_000, gift: 300 },
  { paid: 4_800, gift: 600 },
] as const;
const METHODS = ['WECHAT_PAY', 'ALIPAY', 'CARD', 'BANK_TRANSFER', 'CASH'] as const;

/** Everybody who is or might become a customer: 600 students with contracts and seats, and the leads that are still open. */
export async function bringCustomers(build: Build, school: School): Promise<void> {
  let families = 0;
  for (const [n, branch] of school.branches.entries()) {
    for (const group of branch.classes) {
      build.clock.set(at(-WEEKS_BEHIND - 1, 1 + build.random.below(5), '10:00'));
      const seats: { studentId: string; guardianId: string; family: Family }[] = [];
      for (let seat = 0; seat < STUDENTS_PER_CLASS; seat += 1)
        seats.push(await convert(build, branch, family(build.random, families++)));
      await build.graph.settled();
      if (families === STUDENTS_PER_CLASS && seats[0]) await openGuardianAccount(build, seats[0].family);
      for (const seat of seats) await sign(build, branch, group, seat);
    }
    for (let open = 0; open < OPEN_LEADS_PER_BRANCH; open += 1)
      await openLead(build, branch, family(build.random, families++));
    build.progress('客户与合同', (n + 1) / BRANCHES.length);
  }
  await build.graph.settled();
}

/** The first family's guardian is whom anybody may sign in as. */
async function openGuardianAccount({ graph, mailbox }: Build, { phone }: Family): Promise<void> {
  const mail = await mailbox.waitFor(emailOf(phone), ACTIVATION_CODE);
  const activationCode = ACTIVATION_CODE.exec(mail)?.[0];
  await anybody(graph)(ACTIVATE, { input: { login: phone, activationCode, password: DEMO_PASSWORD } });
}

const emailOf = (phone: string): string => `p${phone.slice(-8)}@example.com`;

async function capture(
  { random }: Build,
  branch: Branch,
  { guardian, child, phone, birthDate }: Family,
): Promise<string> {
  const channel = random.weighted(CHANNELS);
  const input = {
    branchId: branch.id,
    channel,
    sourceName: SOURCES[channel],
    name: guardian,
    phone,
    childName: child,
    childBirthDate: birthDate,
    ownerId: branch.sales.id,
  };
  return (await branch.sales.user.ask(CAPTURE, { input })).captureLead.lead.id;
}

async function convert(build: Build, branch: Branch, person: Family) {
  const leadId = await capture(build, branch, person);
  await branch.sales.user.ask(FOLLOW_UP, {
    input: { leadId, channel: 'PHONE', summary: '介绍课程，约到店', outcome: 'INTERESTED' },
  });
  const input = {
    leadId,
    guardian: { name: person.guardian, phone: person.phone, email: emailOf(person.phone), locale: 'zh-CN' },
    student: { name: person.child, birthDate: person.birthDate },
  };
  const { convertLead } = await branch.sales.user.ask(CONVERT, { input });
  return { studentId: convertLead.student.id as string, guardianId: convertLead.guardian.id as string, family: person };
}

async function sign(
  { random }: Build,
  branch: Branch,
  group: ClassGroup,
  { studentId, guardianId }: { studentId: string; guardianId: string },
): Promise<void> {
  const { user } = branch.sales;
  const { paid, gift } = random.pick(PACKAGES);
  const unitPriceFen = group.unitPriceFen;
  const totalFen = (paid / 100) * unitPriceFen;
  const inTwo = random.chance(0.3);
  const instalments = inTwo
    ? [
        { dueOn: dayOf(-WEEKS_BEHIND - 1, 5), amountFen: totalFen / 2 },
        { dueOn: dayOf(-WEEKS_BEHIND + 4, 5), amountFen: totalFen / 2 },
      ]
    : [{ dueOn: dayOf(-WEEKS_BEHIND - 1, 5), amountFen: totalFen }];
  const quote = {
    branchId: branch.id,
    studentId,
    guardianId,
    courseId: group.courseId,
    paidLessons: paid,
    giftLessons: gift,
    unitPriceFen,
    listPriceFen: Math.round(unitPriceFen * 1.2),
    startsOn: dayOf(-WEEKS_BEHIND, 1),
    instalments,
  };
  const { createQuote } = await user.ask(QUOTE, { input: quote });
  const { acceptQuote } = await user.ask(ACCEPT, { input: { quoteId: createQuote.quote.id } });
  const contractId = acceptQuote.contract.id as string;
  const payment = {
    contractId,
    amountFen: instalments[0]?.amountFen,
    method: random.pick(METHODS),
    evidence: `流水 ${studentId.slice(-12)}`,
    idempotencyKey: `demo-${contractId}-1`,
  };
  await user.ask(PAY, { input: payment });
  await branch.academic.user.ask(ENROLL, { input: { studentId, classGroupId: group.id } });
  group.students.push({ studentId, guardianId });
}

/** A lead somewhere on its way: never called, called, to be called again, or lost. */
async function openLead(build: Build, branch: Branch, person: Family): Promise<void> {
  const { random, clock } = build;
  const week = -1 - random.below(WEEKS_BEHIND);
  clock.set(at(week, 1 + random.below(6), '10:30'));
  const leadId = await capture(build, branch, person);
  if (random.chance(0.25)) return;
  clock.set(new Date(clock().getTime() + 2 * 3_600_000));
  const again = random.chance(0.5)
    ? new Date(clock().getTime() + (2 + random.below(20)) * 86_400_000).toISOString()
    : null;
  const outcome = random.pick(['INTERESTED', 'THINKING', 'NO_ANSWER', 'CONNECTED'] as const);
  await branch.sales.user.ask(FOLLOW_UP, {
    input: {
      leadId,
      channel: random.pick(['PHONE', 'WECHAT'] as const),
      summary: '了解孩子的兴趣和时间',
      outcome,
      nextContactAt: again,
    },
  });
  if (random.chance(0.2))
    await branch.sales.user.ask(LOSE, {
      input: { leadId, reason: random.pick(['距离太远', '时间不合适', '已报其他机构', '暂不考虑'] as const) },
    });
}
