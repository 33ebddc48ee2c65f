import { createHash } from 'node:crypto';
import type { Principal } from '@campusgraph/auth';
import { issueAccessToken } from '@campusgraph/auth';
import { type OwnStage, TOKEN_ISSUER } from '@campusgraph/stack';
import { waitFor } from '@campusgraph/testing';

/** An answer as a client reads it. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the answer is the shape of the query
  data?: any;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } & Record<string, unknown> }[];
}

/** Sends operations through the gateway in the name of a principal, by a token as organization issues it. */
export async function clientOf(
  { graph, keys, clock }: OwnStage,
  principal: Principal,
): Promise<(query: string, variables?: object) => Promise<Answer>> {
  const { accessToken } = await issueAccessToken(principal, {
    key: keys.accessTokens,
    issuer: TOKEN_ISSUER,
    lifetimeS: 3_600,
    now: clock(),
  });
  return async (query, variables = {}) => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
}

/** What a school is called, and what its customers pay: different for each, so that a leak tells whose it is. */
export interface Names {
  /** Before every name. */
  word: string;
  /** Eight digits behind 138. */
  phone: string;
  unitPriceFen: number;
}

export type Send = (query: string, variables?: object) => Promise<Answer>;

const STATUS = 'query Status($id: ID!) { timetableRun(id: $id) { status } }';

/** Runs a mutation and returns its payload; a refusal ends the test. */
const commander = (send: Send) => async (mutation: string, input: object, selection: string) => {
  const kind = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await send(
    `mutation Furnish($input: ${kind}!) { ${mutation}(input: $input) { ${selection} } }`,
    { input },
  );
  if (errors) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
  return data[mutation];
};

/**
 * Fills a branch with a row of everything that an operation can point at, in a state in which the operation would succeed:
 * a quote to accept, a contract to pay, a refund to approve, a ticket to answer, a lead to convert.
 */
export async function furnish(stage: OwnStage, send: Send, branchId: string, { word, phone, unitPriceFen }: Names) {
  const run = commander(send);
  const now = stage.clock().getTime();
  const later = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
  const branchIds = [branchId];
  const { staffMember: teacher } = await run(
    'addStaff',
    { name: `${word}老师`, role: 'TEACHER', branchIds },
    'staffMember { id }',
  );
  await run('addStaff', { name: `${word}顾问`, role: 'SALES', branchIds }, 'staffMember { id }');
  await stage.graph.settled();
  const { course } = await run(
    'addCourse',
    { name: `${word}课程`, subject: `${word}科目`, durationMinutes: 90 },
    'course { id }',
  );
  const { room } = await run('addRoom', { branchId, name: `${word}教室`, capacity: 12 }, 'room { id }');
  const open = async (name: string, capacity = 10) => {
    const places = { branchId, courseId: course.id, teacherId: teacher.id, roomId: room.id, capacity };
    return (await run('openClassGroup', { ...places, name }, 'classGroup { id }')).classGroup as { id: string };
  };
  const small = await open(`${word}小班`, 1);
  const other = await open(`${word}二班`);
  const classGroup = await open(`${word}一班`);
  const linked = { classGroupId: classGroup.id, otherClassGroupId: other.id, kind: 'DIFFERENT_DAYS' };
  await run('linkClassGroups', linked, 'classLink { id }');
  const span = { from: later(2_000), to: later(2_024), reason: `${word}原因` };
  await run('addTeacherAbsence', { teacherId: teacher.id, ...span }, 'teacherAbsence { id }');
  await run('closeRoom', { roomId: room.id, ...span }, 'roomClosure { id }');
  const days = { name: `${word}校庆`, firstDay: '2026-10-01', lastDay: '2026-10-02' };
  await run('addHoliday', { branchId, ...days }, 'holiday { id }');
  await run('setWeeklyNeed', { classGroupId: other.id, weeklyNeed: { lessonsPerWeek: 1 } }, 'classGroup { id }');
  const period = { from: later(500).slice(0, 10), to: later(700).slice(0, 10) };
  const asked = { branchId, ...period, secondsBudget: 1 };
  const { timetableRun } = await run('startTimetableRun', asked, 'timetableRun { id }');
  // Its row would change by itself while it searches; and two that were found can be compared.
  await waitFor(async () => (await send(STATUS, { id: timetableRun.id })).data?.timetableRun?.status === 'FINISHED');
  const madeUp = { startsAt: later(120), endsAt: later(121), roomId: room.id, teacherId: teacher.id };
  const changes = [{ kind: 'SCHEDULE', classGroupId: other.id, after: madeUp }];
  await run('applyRepairPlan', { reason: `${word}补课`, changes }, 'appliedRepair { id }');
  const timetable = { classGroupId: classGroup.id, lessons: [0, 48, 96].map((hours) => ({ startsAt: later(hours) })) };
  const { scheduledLessons } = await run('scheduleLessons', timetable, 'scheduledLessons { id startsAt }');
  const [today, next, last] = scheduledLessons as { id: string; startsAt: string }[];
  const lead = async (n: number) =>
    (
      await run(
        'captureLead',
        {
          branchId,
          channel: 'WALK_IN',
          sourceName: `${word}来源`,
          name: `${word}家长${n}`,
          phone: `138${phone.slice(1)}${n}`,
          childName: `${word}孩子${n}`,
          need: `${word}需求`,
        },
        'lead { id }',
      )
    ).lead.id as string;
  // Before the family, whose rows are to be the newest.
  const earlier = await settleEarlier(stage, run, { branchId, word, phone });
  const converted = await lead(1);
  const { guardian, student } = await run(
    'convertLead',
    {
      leadId: converted,
      guardian: { name: `${word}家长`, phone: `138${phone}`, email: `mail${phone}@example.com` },
      student: { name: `${word}孩子`, birthDate: '2018-02-03' },
    },
    'guardian { id } student { id }',
  );
  for (const leadId of [await lead(2), await lead(3)]) {
    await run(
      'logFollowUp',
      { leadId, channel: 'PHONE', summary: `${word}电话记录`, outcome: 'INTERESTED' },
      'lead { id }',
    );
    await run(
      'bookTrialLesson',
      { leadId, scheduledLessonId: last?.id, startsAt: last?.startsAt },
      'trialLesson { id }',
    );
  }
  await stage.graph.settled();
  const family = { studentId: student.id as string, guardianId: guardian.id as string };
  await run('enrollStudent', { studentId: family.studentId, classGroupId: classGroup.id }, 'enrollment { id }');
  const away = { from: later(3_000).slice(0, 10), until: later(3_100).slice(0, 10), reason: `${word}旅行` };
  const place = { studentId: family.studentId, classGroupId: classGroup.id };
  await run('suspendEnrollment', { ...place, ...away }, 'enrollmentSuspension { id }');
  await seats(run, { branchId, word, ...family, earlier, small: small.id, open: classGroup.id, startsAt: later(60) });
  await run('createCalendarFeed', { studentId: family.studentId }, 'path');
  const quote = async () =>
    (
      await run(
        'createQuote',
        { branchId, ...family, courseId: course.id, paidLessons: 1000, unitPriceFen, startsOn: later(0).slice(0, 10) },
        'quote { id totalFen }',
      )
    ).quote as { id: string; totalFen: number };
  const sold = await quote();
  const { contract } = await run('acceptQuote', { quoteId: sold.id }, 'contract { id }');
  const pay = { contractId: contract.id, method: 'CASH', evidence: `${word}收据`, idempotencyKey: `${word}-1` };
  await fees(run, { branchId, ...family }, { word, unitPriceFen, contractId: contract.id });
  // One lesson stays outstanding, so that there is something to pay.
  await run('recordPayment', { ...pay, amountFen: sold.totalFen - unitPriceFen }, 'payment { id }');
  await run(
    'setPayRule',
    { teacherId: teacher.id, kind: 'FIXED', amountFen: unitPriceFen + 7, validFrom: later(0).slice(0, 10) },
    'payRule { id }',
  );
  await stage.graph.settled();
  await run(
    'requestLeave',
    { studentId: family.studentId, scheduledLessonId: next?.id, reason: `${word}请假` },
    'leaveRequest { id }',
  );
  await run(
    'recordAttendance',
    {
      scheduledLessonId: today?.id,
      entries: [{ studentId: family.studentId, status: 'PRESENT', note: `${word}评语` }],
    },
    'records { id }',
  );
  await stage.graph.settled();
  await run('requestRefund', { contractId: contract.id, reason: `${word}退费` }, 'refundRequest { id }');
  await quote();
  await desk(stage, run, { branchId, ...family, word });
  await office(run, { branchId, word, fileSha256: sha256(word) });
  await stage.graph.settled();
  return { branchId, ...family, teacherId: teacher.id as string };
}

type Run = ReturnType<typeof commander>;

/** A child of another family of the branch. */
async function settleEarlier(
  stage: OwnStage,
  run: Run,
  { branchId, word, phone }: { branchId: string; word: string; phone: string },
): Promise<string> {
  const parent = { branchId, name: `${word}前家长`, phone: `138${phone.slice(1)}9` };
  const { guardian } = await run('registerGuardian', parent, 'guardian { id }');
  await stage.graph.settled();
  const child = { branchId, guardianId: guardian.id, name: `${word}前孩子` };
  return (await run('registerStudent', child, 'student { id }')).student.id;
}

/** A seat that is held for the family's child, a class that may be chosen for it, and a seat at an activity. */
async function seats(
  run: Run,
  at: {
    branchId: string;
    word: string;
    studentId: string;
    earlier: string;
    small: string;
    open: string;
    startsAt: string;
  },
): Promise<void> {
  const { branchId, word, studentId, startsAt } = at;
  const taken = { studentId: at.earlier, classGroupId: at.small };
  await run('enrollStudent', taken, 'enrollment { id }');
  await run('joinWaitList', { studentId, classGroupId: at.small }, 'waitListEntry { id }');
  await run('withdrawStudent', taken, 'enrollment { id }');
  await run('setOpenToChoice', { classGroupId: at.open, isOpenToChoice: true }, 'classGroup { id }');
  await run('setSeatPolicy', { branchId, offerHours: 720, choiceCutOffHours: 0 }, 'seatPolicy { id }');
  const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
  const talk = { kind: 'SEMINAR', title: `${word}讲座`, description: `${word}讲座内容`, audience: 'BOTH', seats: 9 };
  const { activity } = await run('addActivity', { branchId, ...talk, startsAt, endsAt }, 'activity { id }');
  await run('takeSeat', { activityId: activity.id, studentId }, 'activitySeat { id }');
}

/** An invoice that is paid in part, and earnest money that the contract has room for. */
async function fees(
  run: Run,
  family: { branchId: string; studentId: string; guardianId: string },
  { word, unitPriceFen, contractId }: { word: string; unitPriceFen: number; contractId: string },
): Promise<void> {
  const lines = [{ kind: 'BOOK', text: `${word}教材`, amountFen: unitPriceFen - 101 }];
  const asked = { ...family, contractId, lines, dueOn: '2026-05-31', idempotencyKey: `${word}-invoice` };
  const { invoice } = await run('issueInvoice', asked, 'invoice { id }');
  const paid = { method: 'CASH', evidence: `${word}教材收据`, idempotencyKey: `${word}-2` };
  await run('recordPayment', { ...paid, invoiceId: invoice.id, amountFen: unitPriceFen - 5_003 }, 'payment { id }');
  const taken = { kind: 'EARNEST_MONEY', amountFen: unitPriceFen - 211, contractAmountFen: unitPriceFen * 10 };
  const receipt = { method: 'CASH', evidence: `${word}定金收据`, idempotencyKey: `${word}-deposit` };
  await run('takeDeposit', { ...family, ...taken, ...receipt }, 'deposit { id }');
}

/** Two tickets that were confirmed, so that their surveys are out, and an open one. */
async function desk(
  stage: OwnStage,
  run: Run,
  { word, ...of }: { branchId: string; studentId: string; guardianId: string; word: string },
): Promise<void> {
  const open = async (subject: string) =>
    (
      await run(
        'openTicket',
        { channel: 'PHONE', type: 'QUESTION', subject, body: `${word}工单内容`, ...of },
        'ticket { id }',
      )
    ).ticket.id as string;
  for (const subject of [`${word}旧工单`, `${word}老工单`]) {
    const ticketId = await open(subject);
    await run('resolveTicket', { ticketId, body: `${word}答复` }, 'ticket { id }');
    await run('confirmTicket', { ticketId }, 'ticket { id }');
  }
  await stage.graph.settled();
  await open(`${word}新工单`);
}

/** What headquarters sets up. */
async function office(
  run: Run,
  { branchId, word, fileSha256 }: { branchId: string; word: string; fileSha256: string },
): Promise<void> {
  const app = { name: `${word}应用`, scopes: ['student:read'], branchIds: [branchId], purpose: `${word}用途` };
  await run('registerClientApp', { ...app, expiresAt: '2026-12-31T00:00:00Z' }, 'clientApp { id }');
  const file = { sourceName: `${word}名单`, fileName: `${word}.csv`, fileSha256, sizeBytes: 100 };
  const mapping = JSON.stringify({ columns: { name: '姓名', phone: '电话' } });
  await run('startLeadImport', { branchId, ...file, mapping }, 'leadImport { id }');
  const plan = { stage: 'SPECIAL', name: `${word}回访`, dueWithinDays: 3, script: `${word}话术` };
  await run('defineCallbackPlan', { branchId, ...plan }, 'callbackPlan { id }');
  await run('setPolicy', { branchId, sales: { termsVersion: `${word}条款`, quoteValidDays: 9 } }, 'policy { id }');
  const targets = { firstResponseMinutes: 100, nextResponseMinutes: 100, resolutionMinutes: 1000 };
  await run('setServicePolicy', { branchId, ...targets }, 'clocksRecomputed');
}

/** Of a file that nobody sends. */
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The family answers the older of its two surveys. */
export async function answerSurvey(family: Send, word: string): Promise<void> {
  const { data } = await family('query Invitations { surveyInvitations { nodes { id } } }');
  const older = (data.surveyInvitations.nodes as { id: string }[]).map(({ id }) => id).toSorted()[0];
  await commander(family)(
    'answerSurvey',
    { invitationId: older, score: 4, comment: `${word}感想` },
    'surveyResponse { id }',
  );
}
