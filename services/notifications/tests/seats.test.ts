import { activityCancelled, activityRescheduled, seatOffered } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { deliveriesOf, shanghai } from './deliveries.ts';
import { postOffice, startNotifications } from './harness.ts';

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

test('a family is told which seat is held for its child and until when, at night too', async () => {
  const chain = await app.chain({ email: null });
  app.clock.set(shanghai('23:00'));
  await app.tell(seatOffered, chain.at, {
    ...{ waitListEntryId: newId(), studentId: chain.studentId, guardianId: chain.guardianId, studentName: '李小明' },
    ...{ classGroupId: newId(), className: '英语启蒙 A 班', offerEndsAt: '2026-03-07T10:30:00.000Z' },
  });
  expect(phone.taken).toHaveLength(1);
  expect(phone.taken[0]?.body).toMatch(/李小明 候补的 英语启蒙 A 班 有空位了,名额为您保留至 3月7日.*18:30/);
});

test('everybody who has a seat at an activity is told of a change, the one who comes alone as such', async () => {
  const chain = await app.chain();
  const talk = {
    ...{ activityId: newId(), title: '升学讲座', roomId: null, hostTeacherId: null, reason: '讲师生病' },
    ...{ startsAt: '2026-03-07T10:30:00.000Z', endsAt: '2026-03-07T12:00:00.000Z' },
    attendees: [
      { guardianId: chain.guardianId, studentId: chain.studentId, studentName: '李小明' },
      { guardianId: chain.guardianId, studentId: null, studentName: null },
    ],
  };
  const previous = { previousStartsAt: '2026-03-06T10:30:00.000Z', previousEndsAt: '2026-03-06T12:00:00.000Z' };
  await app.tell(activityRescheduled, chain.at, { ...talk, ...previous });
  await app.tell(activityCancelled, chain.at, talk);
  expect(mail.taken.map(({ body }) => body)).toEqual([
    expect.stringMatching(/李小明 报名的活动「升学讲座」由 3月6日.*18:30 调整至 3月7日.*18:30,原因:讲师生病/),
    expect.stringMatching(/您 报名的活动「升学讲座」由/),
    expect.stringMatching(/李小明 报名的活动「升学讲座」\(3月7日.*18:30\)取消/),
    expect.stringMatching(/您 报名的活动「升学讲座」\(3月7日/),
  ]);
  expect(await deliveriesOf(app, chain, { templateKey: 'ACTIVITY_CANCELLED' })).toHaveLength(2);
});
