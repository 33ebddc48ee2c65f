import {
  classGroupOpened,
  enrollmentResumed,
  enrollmentSuspended,
  enrollmentSuspensionCancelled,
  lessonCancelled,
  lessonRescheduled,
  studentEnrolled,
  studentMoved,
  studentWithdrawn,
  timetableRunApplied,
  timetableRunUndone,
} from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deliveriesOf, shanghai } from './deliveries.ts';
import { type Chain, postOffice, startNotifications } from './harness.ts';

const mail = postOffice('EMAIL');
const phone = postOffice('SMS');
let app: Awaited<ReturnType<typeof startNotifications>>;
beforeAll(async () => {
  app = await startNotifications([mail.provider, phone.provider]);
});
afterAll(() => app.stop());
beforeEach(() => {
  for (const office of [mail, phone]) Object.assign(office, { mood: 'works' }).taken.length = 0;
  app.clock.set(shanghai('10:00'));
});

const lesson = (classGroupId: string) => ({
  scheduledLessonId: newId(),
  classGroupId,
  courseId: newId(),
  teacherId: newId(),
  roomId: newId(),
  startsAt: '2026-03-07T10:30:00.000Z',
  endsAt: '2026-03-07T12:00:00.000Z',
  lessonHundredths: 100,
});

async function classOfTwo(chain: Chain) {
  const [classGroupId, courseId] = [newId(), newId()];
  const opened = { classGroupId, name: '英语启蒙 A 班', courseId, teacherId: newId(), capacity: 8 };
  await app.tell(classGroupOpened, chain.at, opened);
  const enrolled = (studentId: string, guardianId: string, studentName: string) => ({
    enrollmentId: newId(),
    studentId,
    guardianId,
    classGroupId,
    courseId,
    studentName,
    enrolledAt: '2026-03-01T02:00:00.000Z',
    firstLessonAt: null,
  });
  const own = enrolled(chain.studentId, chain.guardianId, '李小明');
  const other = enrolled(newId(), newId(), '张小红');
  await app.tell(studentEnrolled, chain.at, own);
  await app.tell(studentEnrolled, chain.at, other);
  return { classGroupId, own, other };
}

describe('a change of the timetable', () => {
  test('is told to the guardians of everybody in the class, at the branch’s time, at night too', async () => {
    const chain = await app.chain({ email: null });
    const { classGroupId } = await classOfTwo(chain);
    app.clock.set(shanghai('23:00'));
    await app.tell(lessonCancelled, chain.at, { ...lesson(classGroupId), reason: '老师生病' });
    expect(phone.taken).toHaveLength(1);
    expect(phone.taken[0]?.body).toMatch(/李小明 的 英语启蒙 A 班 3月7日.*18:30 的课取消,原因:老师生病/);
    expect(await deliveriesOf(app, chain, { templateKey: 'LESSON_CANCELLED' })).toHaveLength(2);
  });

  test('is not told to who has left the class', async () => {
    const chain = await app.chain();
    const { classGroupId, own } = await classOfTwo(chain);
    const { enrollmentId, studentId, guardianId } = own;
    const left = { enrollmentId, studentId, guardianId, classGroupId, withdrawnAt: '2026-03-02T02:00:00.000Z' };
    await app.tell(studentWithdrawn, chain.at, left);
    await app.tell(lessonRescheduled, chain.at, {
      ...lesson(classGroupId),
      previousStartsAt: '2026-03-06T10:30:00.000Z',
      previousEndsAt: '2026-03-06T12:00:00.000Z',
      reason: '教室维修',
    });
    expect(mail.taken).toHaveLength(0);
    expect(await deliveriesOf(app, chain)).toMatchObject([{ templateKey: 'LESSON_RESCHEDULED', status: 'QUEUED' }]);
  });

  test('is not told to the family of a child that does not come then', async () => {
    const chain = await app.chain();
    const { classGroupId, own, other } = await classOfTwo(chain);
    const suspension = suspensionOf(own, classGroupId, '2026-03-06T16:00:00.000Z', '2026-03-08T16:00:00.000Z');
    await app.tell(enrollmentSuspended, aggregate(chain, suspension), { ...suspension, ...TRIP });
    const gone = { ...lesson(classGroupId), reason: '老师生病' };
    await app.tell(lessonCancelled, chain.at, gone);
    const later = { startsAt: '2026-03-14T10:30:00.000Z', endsAt: '2026-03-14T12:00:00.000Z' };
    await app.tell(lessonCancelled, chain.at, { ...lesson(classGroupId), ...later, reason: '老师生病' });
    const told = await deliveriesOf(app, chain, { templateKey: 'LESSON_CANCELLED' });
    expect(told.map((one: { student: { id: string } }) => one.student.id).toSorted()).toEqual(
      [other.studentId, other.studentId, own.studentId].toSorted(),
    );
  });

  test('is told of the class that a child leaves later, and not yet of the one that it comes into', async () => {
    const chain = await app.chain();
    const { classGroupId, own } = await classOfTwo(chain);
    const comes = { ...own, enrollmentId: newId(), classGroupId: newId(), enrolledAt: '2026-03-09T16:00:00.000Z' };
    const { enrollmentId, studentId, guardianId } = own;
    const leaves = { enrollmentId, studentId, guardianId, classGroupId, withdrawnAt: '2026-03-09T16:00:00.000Z' };
    await app.tell(studentWithdrawn, chain.at, leaves);
    await app.tell(studentEnrolled, chain.at, comes);
    await app.tell(lessonCancelled, chain.at, { ...lesson(comes.classGroupId), reason: '停电' });
    expect(await deliveriesOf(app, chain)).toEqual([]);
    await app.tell(lessonCancelled, chain.at, { ...lesson(classGroupId), reason: '停电' });
    expect(await deliveriesOf(app, chain)).toHaveLength(2);
  });
});

const TRIP = { keepsSeat: true, reason: '旅行', continues: null };
interface Stay {
  enrollmentId: string;
  studentId: string;
  guardianId: string;
}
const suspensionOf = (
  { enrollmentId, studentId, guardianId }: Stay,
  classGroupId: string,
  startsAt: string,
  endsAt: string | null,
) => ({ enrollmentSuspensionId: newId(), enrollmentId, studentId, guardianId, classGroupId, startsAt, endsAt });
const aggregate = (chain: Chain, { enrollmentSuspensionId }: { enrollmentSuspensionId: string }) => ({
  ...chain.at,
  aggregateId: enrollmentSuspensionId,
});

describe('what becomes of a child’s place in a class', () => {
  async function enrolled(chain: Chain, name = '英语启蒙 A 班') {
    const [classGroupId, courseId] = [newId(), newId()];
    await app.tell(classGroupOpened, chain.at, { classGroupId, name, courseId, teacherId: newId(), capacity: 8 });
    const { studentId, guardianId } = chain;
    const stay = { enrollmentId: newId(), studentId, guardianId, classGroupId, courseId, studentName: '李小明' };
    await app.tell(studentEnrolled, chain.at, { ...stay, enrolledAt: '2026-03-01T02:00:00.000Z', firstLessonAt: null });
    return stay;
  }

  test('is told: suspended until a day or until further notice, resumed, not suspended after all', async () => {
    const chain = await app.chain({ email: null });
    const stay = await enrolled(chain);
    const suspension = suspensionOf(stay, stay.classGroupId, '2026-03-08T16:00:00.000Z', '2026-03-20T16:00:00.000Z');
    const about = aggregate(chain, suspension);
    await app.tell(enrollmentSuspended, about, { ...suspension, ...TRIP });
    await app.tell(enrollmentResumed, about, { ...suspension, endsAt: '2026-03-14T16:00:00.000Z' });
    await app.tell(enrollmentSuspensionCancelled, about, suspension);
    await app.tell(enrollmentSuspended, about, { ...suspension, ...TRIP, endsAt: null });
    expect(phone.taken.map(({ body }) => body)).toEqual([
      expect.stringContaining('李小明 的 英语启蒙 A 班 自 2026年3月9日 起停课至 2026年3月20日,原因:旅行'),
      expect.stringContaining('自 2026年3月15日 起恢复上课'),
      expect.stringContaining('原定自 2026年3月9日 起的停课已取消'),
      expect.stringContaining('起停课至 另行通知'),
    ]);
  });

  test('is told once where a suspended child goes into another class: which class it is', async () => {
    const chain = await app.chain({ email: null });
    const [from, to] = [await enrolled(chain), await enrolled(chain, '英语二级')];
    const suspension = suspensionOf(to, to.classGroupId, '2026-03-08T16:00:00.000Z', null);
    await app.tell(enrollmentSuspended, aggregate(chain, suspension), { ...suspension, ...TRIP, continues: newId() });
    const place = ({ enrollmentId, classGroupId, courseId }: typeof from) => ({
      ...{ enrollmentId, classGroupId, courseId, branchId: chain.at.branchId as string },
    });
    const { studentId, guardianId } = chain;
    const moved = { studentId, guardianId, from: place(from), to: place(to), movedAt: '2026-03-08T16:00:00.000Z' };
    await app.tell(studentMoved, chain.at, { ...moved, reason: '升班', cause: 'PROMOTION' });
    expect(phone.taken.map(({ body }) => body)).toEqual([
      expect.stringContaining('李小明 自 2026年3月9日 起由 英语启蒙 A 班 转入 英语二级,原因:升班'),
    ]);
  });
});

describe('a timetable of a whole term', () => {
  const run = (classGroupId: string, more: object = {}) => ({
    ...{ timetableRunId: newId(), lessonCount: 24, from: '2026-03-09', to: '2026-05-31' },
    classes: [{ classGroupId, lessonCount: 24 }],
    ...more,
  });

  test('is told once to each family of a class, and when it is taken back, once more, with the reason', async () => {
    const chain = await app.chain();
    const { classGroupId } = await classOfTwo(chain);
    const made = run(classGroupId);
    await app.tell(timetableRunApplied, chain.at, made);
    expect(mail.taken.map(({ body }) => body)).toEqual([
      expect.stringMatching(/李小明 的 英语启蒙 A 班 2026年3月9日 至 2026年5月31日 的课表已排定,共 24 次课/),
    ]);
    expect(await deliveriesOf(app, chain, { templateKey: 'TIMETABLE_MADE' })).toHaveLength(2);
    const cancelled = { ...lesson(classGroupId), reason: '重排', timetableRunId: made.timetableRunId };
    await app.tellAll(
      lessonCancelled,
      chain.at,
      Array.from({ length: 24 }, () => ({ ...cancelled, scheduledLessonId: newId() })),
    );
    await app.tell(timetableRunUndone, chain.at, { ...made, reason: '重排' });
    expect(await deliveriesOf(app, chain, { templateKey: 'LESSON_CANCELLED' })).toEqual([]);
    expect(await deliveriesOf(app, chain, { timetableRunId: made.timetableRunId })).toHaveLength(4);
    expect(mail.taken).toHaveLength(2);
    expect(mail.taken[1]?.body).toMatch(/课表取消 24 次课,原因:重排/);
  });

  test('is told once, both times by name, where two children of a family are in the class; and by a second delivery of the fact not again', async () => {
    const chain = await app.chain({ locale: 'en' });
    const { classGroupId, own } = await classOfTwo(chain);
    const twin = { ...own, enrollmentId: newId(), studentId: newId(), studentName: '李小华' };
    await app.tell(studentEnrolled, chain.at, twin);
    const [made, id] = [run(classGroupId), newId()];
    await app.tell(timetableRunApplied, chain.at, made, id);
    await app.tell(timetableRunApplied, chain.at, made, id);
    expect(mail.taken).toHaveLength(1);
    expect(mail.taken[0]?.body).toMatch(/of 李小明, 李小华 in .* from Mar 9, 2026 to May 31, 2026 is set, lessons: 24/);
  });

  test('of which nothing could be put there, or of before such notices, is told to nobody', async () => {
    const chain = await app.chain();
    const { classGroupId } = await classOfTwo(chain);
    await app.tell(timetableRunApplied, chain.at, run(classGroupId, { lessonCount: 0, classes: [] }));
    await app.tell(timetableRunApplied, chain.at, { timetableRunId: newId(), lessonCount: 24 });
    expect(await deliveriesOf(app, chain)).toEqual([]);
  });
});

describe('who has read of a change', () => {
  const READ = `mutation ($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { deliveries { id readAt } } }`;

  test('is seen by the school as soon as the guardian says so, and the first time counts', async () => {
    const chain = await app.chain();
    const { classGroupId } = await classOfTwo(chain);
    const { scheduledLessonId, ...rest } = lesson(classGroupId);
    await app.tell(lessonCancelled, chain.at, { ...rest, scheduledLessonId, reason: '老师生病' });
    await app.tell(lessonCancelled, chain.at, { ...lesson(classGroupId), reason: '老师生病' });
    const told = (isRead?: boolean) =>
      deliveriesOf(app, chain, { scheduledLessonId, ...(isRead !== undefined && { isRead }) });
    expect(await told()).toHaveLength(2);
    expect(await told(true)).toEqual([]);
    const own = await app.ask(
      chain.guardian,
      'query ($filter: DeliveryFilter) { deliveries(filter: $filter) { nodes { id } } }',
      {
        filter: { scheduledLessonId },
      },
    );
    const [{ id }] = own.data.deliveries.nodes;
    const read = async (principal: Chain['hq'], deliveryIds: string[]) =>
      app.ask(principal, READ, { input: { deliveryIds } });
    const first = await read(chain.guardian, [id, id]);
    expect(first.data.markNoticesRead.deliveries).toEqual([{ id, readAt: shanghai('10:00').toISOString() }]);
    app.clock.set(shanghai('12:00'));
    const again = await read(chain.guardian, [id]);
    expect(again.data.markNoticesRead.deliveries[0].readAt).toBe(shanghai('10:00').toISOString());
    expect(await told(true)).toHaveLength(1);
    expect(await told(false)).toHaveLength(1);
  });

  test('is said by nobody else: not by the school, not by another family', async () => {
    const chain = await app.chain();
    const { classGroupId } = await classOfTwo(chain);
    await app.tell(lessonCancelled, chain.at, { ...lesson(classGroupId), reason: '老师生病' });
    const all = await app.ask(chain.hq, '{ deliveries { nodes { id recipient { id } } } }');
    type Told = { id: string; recipient: { id: string } };
    const strange = all.data.deliveries.nodes.find(({ recipient }: Told) => recipient.id !== chain.guardianId) as Told;
    const code = async (principal: Chain['hq'], deliveryIds: string[]) =>
      (await app.ask(principal, READ, { input: { deliveryIds } })).errors?.[0]?.extensions?.code;
    expect(await code(chain.hq, [strange.id])).toBe('NOT_THE_RECIPIENT');
    expect(await code(chain.guardian, [strange.id])).toBe('DELIVERY_NOT_FOUND');
    expect(await code(chain.guardian, [])).toBe('TOO_MANY_NOTICES');
  });
});
