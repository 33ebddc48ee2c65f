import { waitFor } from '@campusgraph/testing';
import { eventually, NOW, type School } from '../school.ts';

/** What mutations need to be there first; each call makes another one and returns its id. */

export const phoneOf = ({ next }: School): string => `+86139${String(10_000_000 + next())}`;

export async function makeLead(school: School): Promise<string> {
  const { branchId } = school.life.stage.ids;
  const input = { branchId, channel: 'PHONE', sourceName: '来电', name: '钱', phone: phoneOf(school) };
  return (await school.run('captureLead', input, 'lead { id }')).lead.id;
}

export async function makeGuardian(school: School): Promise<string> {
  const input = { branchId: school.life.stage.ids.branchId, name: '孙', phone: phoneOf(school) };
  return (await school.run('registerGuardian', input, 'guardian { id }')).guardian.id;
}

export async function makeStudent(school: School, guardianId = school.life.lead.guardianId): Promise<string> {
  const input = { branchId: school.life.stage.ids.branchId, guardianId, name: '小明' };
  return (await school.run('registerStudent', input, 'student { id }')).student.id;
}

/** A branch that academics knows. */
export async function makeBranch(school: School): Promise<string> {
  const { region } = await school.run('openRegion', { name: `大区 ${school.next()}` }, 'region { id }');
  const where = { regionId: region.id, name: '新校区', timeZone: 'Asia/Shanghai', address: '一号' };
  const { branch } = await school.run('openBranch', { ...where, code: `B${school.next()}` }, 'branch { id }');
  const { life } = school;
  await eventually('The branch', async () => {
    const input = { branchId: branch.id, otherBranchId: life.stage.ids.branchId, minutes: 30 };
    const { errors } = await school.send(SET_TRAVEL_TIME, { input });
    return errors ? undefined : true;
  });
  return branch.id;
}

const SET_TRAVEL_TIME = 'mutation($input: SetTravelTimeInput!) { setTravelTime(input: $input) { branch { id } } }';

/** A teacher whom academics knows. */
export async function makeTeacher(school: School): Promise<string> {
  const input = { name: '周', role: 'TEACHER', branchIds: [school.life.stage.ids.branchId] };
  const { staffMember } = await school.run('addStaff', input, 'staffMember { id }');
  return eventually('The teacher', async () => {
    const { teacher } = await school.ask('query($id: ID!) { teacher(id: $id) { id } }', { id: staffMember.id });
    return teacher?.id;
  });
}

export async function makeRoom(school: School): Promise<string> {
  const input = { branchId: school.life.stage.ids.branchId, name: `室 ${school.next()}`, capacity: 10 };
  return (await school.run('addRoom', input, 'room { id }')).room.id;
}

export async function makeClass(school: School, capacity = 10): Promise<string> {
  const { branchId, courseId, teacherId, roomId } = school.life.stage.ids;
  const input = { branchId, courseId, teacherId, roomId, name: `班 ${school.next()}`, capacity };
  return (await school.run('openClassGroup', input, 'classGroup { id }')).classGroup.id;
}

/** A class whose only seat a student has, and another one in line for it. */
export async function makeLine(school: School) {
  const [classGroupId, studentId] = [await makeClass(school, 1), await makeStudent(school)];
  await school.run('enrollStudent', { classGroupId, studentId }, 'enrollment { id }');
  const waiting = { classGroupId, studentId: await makeStudent(school) };
  const { waitListEntry } = await school.run('joinWaitList', waiting, 'waitListEntry { id }');
  return { classGroupId, studentId, waitListEntryId: waitListEntry.id as string };
}

/** A search for a week's lesson of a class of its own. */
export async function makeTimetableRun(school: School, secondsBudget = 1): Promise<string> {
  const { branchId, courseId } = school.life.stage.ids;
  const places = { teacherId: await makeTeacher(school), roomId: await makeRoom(school) };
  const input = { branchId, courseId, ...places, name: `班 ${school.next()}`, capacity: 10 };
  const classGroupId = (await school.run('openClassGroup', input, 'classGroup { id }')).classGroup.id;
  await school.run('setWeeklyNeed', { classGroupId, weeklyNeed: { lessonsPerWeek: 1 } }, 'classGroup { id }');
  const asked = { branchId, classGroupIds: [classGroupId], ...TIMETABLE_WEEK, secondsBudget };
  return (await school.run('startTimetableRun', asked, 'timetableRun { id }')).timetableRun.id;
}
export const TIMETABLE_WEEK = { from: '2026-07-06', to: '2026-07-12' };

export async function makeFoundTimetable(school: School): Promise<string> {
  const id = await makeTimetableRun(school);
  return waitFor(
    async () => {
      const { timetableRun } = await school.ask('query($id: ID!) { timetableRun(id: $id) { status } }', { id });
      return timetableRun.status === 'FINISHED' ? id : null;
    },
    { what: 'the timetable', timeoutMs: 300_000 },
  );
}

export async function makeLesson(
  school: School,
  classGroupId?: string,
  startsAt = school.slotAhead(),
): Promise<string> {
  const input = { classGroupId: classGroupId ?? (await makeClass(school)), lessons: [{ startsAt }] };
  return (await school.run('scheduleLessons', input, 'scheduledLessons { id }')).scheduledLessons[0].id;
}

/** A lesson that is ahead, and what is entered of times, of which there is no list. */
export async function makeTimes(school: School): Promise<Record<string, string>> {
  const span = { from: '2026-08-10T00:00:00Z', to: '2026-08-11T00:00:00Z', reason: '培训' };
  const absent = { teacherId: await makeTeacher(school), ...span };
  const { teacherAbsence } = await school.run('addTeacherAbsence', absent, 'teacherAbsence { id }');
  const { roomClosure } = await school.run(
    'closeRoom',
    { roomId: await makeRoom(school), ...span },
    'roomClosure { id }',
  );
  const days = { branchId: await makeBranch(school), name: '校庆', firstDay: '2026-08-10', lastDay: '2026-08-11' };
  const { holiday } = await school.run('addHoliday', days, 'holiday { id }');
  return {
    ...{ TeacherAbsence: teacherAbsence.id, RoomClosure: roomClosure.id, Holiday: holiday.id },
    ScheduledLesson: await makeLesson(school),
  };
}

/** A class with room for everybody, with a lesson that begins now and one that is ahead. */
async function openRollCallClass(school: School) {
  const { branchId, courseId, teacherId } = school.life.stage.ids;
  const { room } = await school.run('addRoom', { branchId, name: '礼堂', capacity: 1000 }, 'room { id }');
  const input = { branchId, courseId, teacherId, roomId: room.id, name: '大课', capacity: 1000 };
  const { classGroup } = await school.run('openClassGroup', input, 'classGroup { id }');
  const classGroupId = classGroup.id as string;
  const now = await makeLesson(school, classGroupId, NOW);
  return { classGroupId, now, ahead: await makeLesson(school, classGroupId) };
}

const rollCallClasses = new WeakMap<School, ReturnType<typeof openRollCallClass>>();

/** Another student on the roster of a lesson, as attendance knows it. */
export async function makeRoster(
  school: School,
  when: 'ahead' | 'now',
): Promise<{ scheduledLessonId: string; studentId: string }> {
  const known = rollCallClasses.get(school) ?? openRollCallClass(school);
  rollCallClasses.set(school, known);
  const { classGroupId, [when]: scheduledLessonId } = await known;
  const studentId = await makeStudent(school);
  await school.run('enrollStudent', { classGroupId, studentId }, 'enrollment { id }');
  await eventually('The roster', async () => {
    const { scheduledLesson } = await school.ask(
      'query($id: ID!) { scheduledLesson(id: $id) { roster { student { id } } } }',
      { id: scheduledLessonId },
    );
    const line = scheduledLesson.roster?.find((one: { student: { id: string } }) => one.student.id === studentId);
    return line && true;
  });
  return { scheduledLessonId, studentId };
}

export async function makeQuote(school: School): Promise<string> {
  const { branchId, courseId } = school.life.stage.ids;
  const [guardianId, studentId] = [school.life.lead.guardianId, await makeStudent(school)];
  const input = {
    branchId,
    courseId,
    guardianId,
    studentId,
    paidLessons: 1000,
    unitPriceFen: 15_000,
    startsOn: '2026-06-20',
  };
  return (await school.run('createQuote', input, 'quote { id }')).quote.id;
}

export async function makeContract(school: School): Promise<string> {
  const input = { quoteId: await makeQuote(school) };
  return (await school.run('acceptQuote', input, 'contract { id }')).contract.id;
}

export async function makePaidContract(school: School): Promise<string> {
  const contractId = await makeContract(school);
  const input = {
    contractId,
    amountFen: 150_000,
    method: 'CASH',
    evidence: '现金',
    idempotencyKey: `paid ${contractId}`,
  };
  await school.run('recordPayment', input, 'payment { id }');
  return contractId;
}

/** Whom a contract is with, and where: what an invoice for it has to say again. */
export async function partyOf(school: School, contractId: string) {
  const { contract } = await school.ask(
    'query($id: ID!) { contract(id: $id) { branch { id } student { id } guardian { id } } }',
    { id: contractId },
  );
  const { branch, student, guardian } = contract;
  return {
    contractId,
    branchId: branch.id as string,
    studentId: student.id as string,
    guardianId: guardian.id as string,
  };
}

/** For no contract, of the child of the story, whose list of invoices is looked into. */
export function invoiceInput(school: School) {
  const { studentId, guardianId } = school.life.lead;
  return {
    ...{ branchId: school.life.stage.ids.branchId, studentId, guardianId, dueOn: '2026-07-01' },
    ...{ lines: [{ kind: 'BOOK', text: '教材费', amountFen: 20_000 }], idempotencyKey: `to pay ${school.next()}` },
  };
}

export const makeInvoice = async (school: School): Promise<string> =>
  (await school.run('issueInvoice', invoiceInput(school), 'invoice { id }')).invoice.id;

/** Earnest money that is held; what its contract is worth is not told yet. */
export async function makeDeposit(school: School, studentId: string): Promise<string> {
  const input = {
    ...{ branchId: school.life.stage.ids.branchId, studentId, guardianId: school.life.lead.guardianId },
    ...{ kind: 'EARNEST_MONEY', amountFen: 20_000, method: 'CASH', evidence: '现金' },
    idempotencyKey: `held ${school.next()}`,
  };
  return (await school.run('takeDeposit', input, 'deposit { id }')).deposit.id;
}

/** Asked for by somebody else than who decides. */
export async function makeRefundRequest(school: School): Promise<string> {
  const input = { contractId: await makePaidContract(school), reason: '搬家' };
  return (await school.run('requestRefund', input, 'refundRequest { id }', school.otherToken)).refundRequest.id;
}

/** The callback that a new contract brings with it. */
export async function makeCallback(school: School): Promise<string> {
  const contractId = await makePaidContract(school);
  const { contract } = await school.ask('query($id: ID!) { contract(id: $id) { student { id } } }', { id: contractId });
  return eventually('The callback', async () => {
    const { callbackTasks } = await school.ask(
      'query($id: ID) { callbackTasks(filter: { studentId: $id }) { nodes { id } } }',
      { id: contract.student.id },
    );
    return callbackTasks.nodes[0]?.id;
  });
}

const OPEN_TICKET = 'mutation($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id } } }';

export async function makeTicket(
  school: School,
  state: 'open' | 'answered' | 'confirmed' = 'open',
  guardianId = school.life.lead.guardianId,
): Promise<string> {
  const { branchId } = school.life.stage.ids;
  const input = { channel: 'APP', type: 'QUESTION', subject: '问题', body: '请问', guardianId, branchId };
  // A new guardian's student may still be on the way to support.
  const id = await eventually('The family', async () => {
    const { data } = await school.send(OPEN_TICKET, { input });
    return (data as { openTicket: { ticket: { id: string } } | null }).openTicket?.ticket.id;
  });
  if (state !== 'open') await school.run('replyToTicket', { ticketId: id, body: '您好' }, 'ticket { id }');
  if (state === 'confirmed') await school.run('confirmTicket', { ticketId: id }, 'ticket { id }');
  return id;
}

export async function makeInvitation(school: School): Promise<string> {
  const ticketId = await makeTicket(school, 'confirmed');
  return eventually('The invitation', async () => {
    const { surveyInvitations } = await school.ask(
      '{ surveyInvitations(first: 20, filter: { open: true }) { nodes { id ticket { id } } } }',
    );
    return surveyInvitations.nodes.find((one: { ticket: { id: string } | null }) => one.ticket?.id === ticketId)?.id;
  });
}

/** A guardian who was a lead, so that mail reaches her. */
export async function makeReachableGuardian(
  school: School,
): Promise<{ guardianId: string; phone: string; email: string }> {
  const [leadId, phone, email] = [await makeLead(school), phoneOf(school), `guardian${school.next()}@example.com`];
  const input = { leadId, guardian: { name: '冯', phone, email }, student: { name: '冯一' } };
  const { guardian } = await school.run('convertLead', input, 'guardian { id }');
  return { guardianId: guardian.id, phone, email };
}

export async function makeClientApp(school: School): Promise<string> {
  const input = { name: '伙伴', scopes: ['student:read'], purpose: '对接', expiresAt: '2027-01-01T00:00:00Z' };
  return (await school.run('registerClientApp', input, 'clientApp { id }')).clientApp.id;
}
