import {
  classGroupOpened,
  lessonCancelled,
  lessonRescheduled,
  studentEnrolled,
  studentWithdrawn,
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

describe('a change of the timetable', () => {
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
});
