import { createLogger } from '@campusgraph/logging';
import { openDatabase } from '@campusgraph/persistence';
import { waitFor } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { schema } from '../src/persistence/schema.ts';
import { createOfferWorker } from '../src/seats/offer-worker.ts';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';
import {
  ACCEPT,
  CAPACITY,
  CLOSE,
  DECLINE,
  family,
  JOIN,
  LEAVE,
  MISCOUNTED,
  POLICY,
  rows,
  told,
  WITHDRAW,
} from './seats.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const LINE = `query ($id: ID!) { classGroup(id: $id) { enrolledCount heldCount freeSeats
  waitList(first: 50) { totalCount nodes { id place status student { name } } } } }`;
const ENTRIES = 'query ($id: ID!) { student(id: $id) { waitListEntries { id status classGroup { name } } } }';

/** A class of two seats, both taken, and families in line. */
async function fullClass(...names: string[]) {
  const chain = await app.chain();
  const { clerk, classGroupId } = chain;
  const inside = [await family(chain, '在班甲'), await family(chain, '在班乙')] as const;
  for (const { studentId } of inside) await app.give(clerk, ENROLL, { studentId, classGroupId });
  const line = [];
  for (const name of names) {
    const one = await family(chain, name);
    const { waitListEntry } = await app.give(one.guardian, JOIN, { studentId: one.studentId, classGroupId });
    line.push({ ...one, name, entry: { waitListEntryId: waitListEntry?.id as string } });
  }
  const [first, second, third] = line as [(typeof line)[number], (typeof line)[number], (typeof line)[number]];
  const look = async () => (await app.ask(clerk, LINE, { id: classGroupId })).data.classGroup;
  const statuses = async () =>
    Object.fromEntries(
      (
        await rows<{ name: string; status: string }>(
          app,
          chain.organizationId,
          'select student_name as name, status from wait_list_entry',
        )
      ).map(({ name, status }) => [name, status]),
    );
  const leaveClass = (who: { studentId: string } = inside[0]) =>
    app.give(clerk, WITHDRAW, { studentId: who.studentId, classGroupId });
  return { ...chain, inside, line, first, second, third, look, statuses, leaveClass };
}
const code = async (...request: Parameters<typeof app.refused>) => (await app.refused(...request))?.extensions.code;

describe('the line', () => {
  test('is kept in the order of joining, and the front desk sees all of it', async () => {
    const { look } = await fullClass('甲', '乙', '丙');
    const { waitList } = await look();
    expect(waitList.totalCount).toBe(3);
    expect(waitList.nodes.map(({ place, student }: never) => [place, (student as { name: string }).name])).toEqual([
      [1, '甲'],
      [2, '乙'],
      [3, '丙'],
    ]);
  });

  test('is for children who are neither in the class nor in line, while it is full and open', async () => {
    const { clerk, classGroupId, inside, first, openClass } = await fullClass('甲');
    expect(await code(clerk, JOIN, { studentId: inside[0].studentId, classGroupId })).toBe('ALREADY_ENROLLED');
    expect(await code(clerk, JOIN, { studentId: first.studentId, classGroupId })).toBe('ALREADY_WAITING');
    const empty = { studentId: first.studentId, classGroupId: await openClass('空班') };
    expect((await app.refused(clerk, JOIN, empty))?.message).toContain('Class 空班 has 2 seats free. Enrol the child');
    await app.give(clerk, CLOSE, { classGroupId: empty.classGroupId });
    expect(await code(clerk, JOIN, empty)).toBe('CLASS_CLOSED');
  });

  test('of another family is nobody’s business: neither seen, nor joined, accepted or left for it', async () => {
    const { classGroupId, first, second } = await fullClass('甲', '乙');
    const seen = (await app.ask(second.guardian, LINE, { id: classGroupId })).data.classGroup.waitList;
    expect(seen.nodes).toMatchObject([{ place: 2, student: { name: '乙' } }]);
    expect(seen.totalCount).toBe(1);
    expect((await app.ask(second.guardian, ENTRIES, { id: first.studentId })).data.student).toBeNull();
    for (const mutation of [LEAVE, ACCEPT, DECLINE])
      expect(await code(second.guardian, mutation, first.entry)).toBe('WAIT_LIST_ENTRY_NOT_FOUND');
    expect(await code(second.guardian, JOIN, { studentId: first.studentId, classGroupId })).toBe('STUDENT_NOT_FOUND');
  });

  test('is left, and joined again at its end', async () => {
    const { classGroupId, first, look } = await fullClass('甲', '乙');
    await app.give(first.guardian, LEAVE, first.entry);
    expect(await code(first.guardian, LEAVE, first.entry)).toBe('WAIT_LIST_STATUS');
    await app.give(first.guardian, JOIN, { studentId: first.studentId, classGroupId });
    expect((await look()).waitList.nodes.map((one: { place: number }) => one.place)).toEqual([2, 3]);
    const { student } = (await app.ask(first.guardian, ENTRIES, { id: first.studentId })).data;
    expect(student.waitListEntries.map((one: { status: string }) => one.status)).toEqual(['WAITING', 'LEFT']);
  });
});

describe('a seat that becomes free', () => {
  test('is held for the first in line and for nobody else, and the family is told until when', async () => {
    const { clerk, organizationId, classGroupId, first, second, leaveClass, look, convert } = await fullClass(
      '甲',
      '乙',
    );
    await leaveClass();
    expect(await look()).toMatchObject({ enrolledCount: 1, heldCount: 1, freeSeats: 0 });
    const { studentId } = await convert('路人');
    expect((await app.refused(clerk, ENROLL, { studentId, classGroupId }))?.message).toContain(
      '(1 held for the wait list)',
    );
    expect(await code(clerk, ENROLL, { studentId: second.studentId, classGroupId })).toBe('CLASS_FULL');
    expect(await told(app, organizationId, 'academics.seat.offered.v1')).toMatchObject([
      {
        ...{ waitListEntryId: first.entry.waitListEntryId, guardianId: first.guardianId, studentName: '甲' },
        ...{ className: '三年级数学', offerEndsAt: new Date(app.clock().getTime() + 24 * 3_600_000).toISOString() },
      },
    ]);
  });

  test('is taken by the family, or by the front desk for it', async () => {
    const { clerk, first, second, inside, leaveClass, look } = await fullClass('甲', '乙');
    expect(await code(first.guardian, ACCEPT, first.entry)).toBe('NOT_OFFERED');
    await leaveClass(inside[0]);
    await leaveClass(inside[1]);
    const taken = await app.give(first.guardian, ACCEPT, first.entry);
    expect(taken.enrollment?.classGroup).toEqual({ heldCount: 1, enrolledCount: 1 });
    await app.give(clerk, ACCEPT, second.entry);
    expect(await look()).toMatchObject({ enrolledCount: 2, heldCount: 0 });
    expect(await code(first.guardian, ACCEPT, first.entry)).toBe('WAIT_LIST_STATUS');
  });

  test('goes to the next when it is declined, or when who has the offer leaves the line', async () => {
    const { first, second, leaveClass, statuses } = await fullClass('甲', '乙', '丙');
    await leaveClass();
    await app.give(first.guardian, DECLINE, first.entry);
    expect(await statuses()).toEqual({ 甲: 'DECLINED', 乙: 'OFFERED', 丙: 'WAITING' });
    await app.give(second.guardian, LEAVE, second.entry);
    expect(await statuses()).toEqual({ 甲: 'DECLINED', 乙: 'LEFT', 丙: 'OFFERED' });
  });

  test('by a larger class goes to as many as there are seats; a class is not made smaller than that', async () => {
    const { clerk, classGroupId, statuses } = await fullClass('甲', '乙', '丙');
    const { classGroup } = await app.give(clerk, CAPACITY, { classGroupId, capacity: 4 });
    expect(classGroup).toMatchObject({ capacity: 4, heldCount: 2, freeSeats: 0 });
    expect(await statuses()).toEqual({ 甲: 'OFFERED', 乙: 'OFFERED', 丙: 'WAITING' });
    expect(await code(clerk, CAPACITY, { classGroupId, capacity: 3 })).toBe('CAPACITY_BELOW_SEATS_TAKEN');
    expect(await code(clerk, CAPACITY, { classGroupId, capacity: 13 })).toBe('ROOM_TOO_SMALL');
  });

  test('is held for whom the front desk enrols by hand, who then stands in line no more', async () => {
    const { clerk, classGroupId, first, leaveClass, statuses, look } = await fullClass('甲');
    await leaveClass();
    await app.give(clerk, ENROLL, { studentId: first.studentId, classGroupId });
    expect(await statuses()).toEqual({ 甲: 'ENROLLED' });
    expect(await look()).toMatchObject({ enrolledCount: 2, heldCount: 0 });
  });

  test('because a child moved to another class is offered too', async () => {
    const { clerk, classGroupId, inside, openClass, statuses } = await fullClass('甲');
    const move = 'mutation ($input: MoveStudentInput!) { moveStudent(input: $input) { enrollment { id } } }';
    const toClassGroupId = await openClass('乙班');
    const places = { studentId: inside[0].studentId, fromClassGroupId: classGroupId, toClassGroupId };
    await app.give(clerk, move, { ...places, reason: '时间更合适' });
    expect(await statuses()).toEqual({ 甲: 'OFFERED' });
  });

  test('in a class that is closed is offered to nobody, and its line ends', async () => {
    const { clerk, classGroupId, leaveClass, statuses } = await fullClass('甲', '乙');
    await leaveClass();
    const { classGroup } = await app.give(clerk, CLOSE, { classGroupId });
    expect(classGroup).toEqual({ status: 'CLOSED', heldCount: 0 });
    expect(await statuses()).toEqual({ 甲: 'CLOSED', 乙: 'CLOSED' });
  });

  test('is no use to a child with another lesson then: the lesson is named and the offer stands', async () => {
    const { clerk, classGroupId, first, openClass, addRoom, addTeacher, leaveClass, statuses } = await fullClass('甲');
    const other = await openClass('英语', { roomId: await addRoom('A202'), teacherId: await addTeacher('赵老师') });
    const startsAt = '2026-03-09T10:00:00Z';
    for (const id of [classGroupId, other])
      await app.give(clerk, SCHEDULE, { classGroupId: id, lessons: [{ startsAt }] });
    await app.give(clerk, ENROLL, { studentId: first.studentId, classGroupId: other });
    await leaveClass();
    const error = await app.refused(first.guardian, ACCEPT, first.entry);
    expect(error?.message).toContain('Student 甲 has a lesson of class 英语 on 2026-03-09 18:00–19:30');
    expect(await statuses()).toEqual({ 甲: 'OFFERED' });
    await app.give(clerk, WITHDRAW, { studentId: first.studentId, classGroupId: other });
    await app.give(first.guardian, ACCEPT, first.entry);
  });
});

describe('an offer that nobody answers', () => {
  const asProcess = async () => {
    const database = await openDatabase(schema, app.urls);
    const logger = createLogger({ service: 'academics', level: 'silent' });
    return { worker: createOfferWorker({ database, clock: app.clock, logger }), close: () => database.close() };
  };

  test('lapses after the hours of the branch’s policy, and the next in line is asked', async () => {
    const { clerk, hq, branchId, organizationId, first, leaveClass, statuses } = await fullClass('甲', '乙');
    await app.give(hq, POLICY, { offerHours: 1, choiceCutOffHours: 0 });
    await app.give(hq, POLICY, { branchId, offerHours: 2, choiceCutOffHours: 0 });
    const everywhere = { offerHours: 3, choiceCutOffHours: 0 };
    expect(await code(clerk, POLICY, everywhere)).toBe('ORGANIZATION_WIDE');
    await leaveClass();
    app.clock.advance({ minutes: 119 });
    const late = await asProcess();
    await late.worker.runDue();
    expect(await statuses()).toEqual({ 甲: 'OFFERED', 乙: 'WAITING' });
    app.clock.advance({ minutes: 1 });
    // The service's own worker looks too; whoever is first does it.
    const lapsed = app.refused(first.guardian, ACCEPT, first.entry);
    expect(['OFFER_LAPSED', 'WAIT_LIST_STATUS']).toContain((await lapsed)?.extensions.code);
    await waitFor(async () => ((await statuses()).甲 === 'LAPSED' ? true : null));
    expect(await statuses()).toEqual({ 甲: 'LAPSED', 乙: 'OFFERED' });
    expect(await told(app, organizationId, 'academics.seat.offered.v1')).toHaveLength(2);
    await late.close();
  });

  test('is passed on once, however many processes look', async () => {
    const { organizationId, leaveClass, inside, statuses } = await fullClass('甲', '乙', '丙', '丁');
    for (const one of inside) await leaveClass(one);
    const processes = await Promise.all([asProcess(), asProcess(), asProcess()]);
    app.clock.advance({ days: 1 });
    await Promise.all(processes.map(({ worker }) => worker.runDue()));
    await waitFor(async () => ((await statuses()).甲 === 'LAPSED' ? true : null));
    expect(await statuses()).toEqual({ 甲: 'LAPSED', 乙: 'LAPSED', 丙: 'OFFERED', 丁: 'OFFERED' });
    const offers = await told(app, organizationId, 'academics.seat.offered.v1');
    expect(offers.map(({ studentName }) => studentName)).toEqual(['甲', '乙', '丙', '丁']);
    await Promise.all(processes.map(({ close }) => close()));
  });

  test('is found by a process that starts long after the deadline', async () => {
    const { leaveClass, statuses } = await fullClass('甲', '乙');
    await leaveClass();
    app.clock.advance({ days: 30 });
    const late = await asProcess();
    await late.worker.runDue();
    await waitFor(async () => ((await statuses()).甲 === 'LAPSED' ? true : null));
    expect((await statuses()).乙).toBe('OFFERED');
    await late.close();
  });
});

test('a seat that is free without anybody having offered it is found by the worker’s round', async () => {
  const { organizationId, classGroupId, statuses } = await fullClass('甲', '乙');
  await rows(app, organizationId, `update class_group set capacity = 3 where id = '${classGroupId}'`);
  const database = await openDatabase(schema, app.urls);
  const logger = createLogger({ service: 'academics', level: 'silent' });
  await createOfferWorker({ database, clock: app.clock, logger }).runDue();
  expect(await statuses()).toEqual({ 甲: 'OFFERED', 乙: 'WAITING' });
  await database.close();
});

describe('under a crowd', () => {
  test('of 20 families in line the first gets the last seat, whatever they and the front desk do at once', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `候补${n}`);
    const { clerk, organizationId, classGroupId, line, inside, look, convert } = await fullClass(...names);
    const { studentId } = await convert('路人');
    const done = await Promise.all([
      app.ask(clerk, WITHDRAW, { input: { studentId: inside[0].studentId, classGroupId } }),
      ...line.map(({ guardian, entry }) => app.ask(guardian, ACCEPT, { input: entry })),
      ...Array.from({ length: 5 }, () => app.ask(clerk, ENROLL, { input: { studentId, classGroupId } })),
    ]);
    const refused = done.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.code);
    expect([...new Set(refused)].filter((one) => !['NOT_OFFERED', 'CLASS_FULL'].includes(one as string))).toEqual([]);
    const [first] = line;
    const after = await look();
    expect(after.enrolledCount + after.heldCount).toBe(2);
    // Who came too early asks again.
    if (after.heldCount === 1) await app.give(first?.guardian as never, ACCEPT, first?.entry as object);
    expect(await rows(app, organizationId, MISCOUNTED)).toEqual([]);
    expect(
      await rows(app, organizationId, `select student_name, status from wait_list_entry where status <> 'WAITING'`),
    ).toEqual([{ student_name: '候补0', status: 'ENROLLED' }]);
  });

  test('20 families who join at once stand in line one behind the other, and leaving at once frees each seat once', async () => {
    const { organizationId, classGroupId, inside, clerk, ...chain } = await fullClass();
    const families: Awaited<ReturnType<typeof family>>[] = [];
    for (let n = 0; n < 20; n += 1)
      families.push(await family({ ...chain, organizationId, classGroupId, clerk }, `候补${n}`));
    await Promise.all(families.map(({ guardian, studentId }) => app.give(guardian, JOIN, { studentId, classGroupId })));
    await Promise.all(inside.map(({ studentId }) => app.give(clerk, WITHDRAW, { studentId, classGroupId })));
    expect(await rows(app, organizationId, MISCOUNTED)).toEqual([]);
    const places = await rows<{ place: number; status: string }>(
      app,
      organizationId,
      'select place, status from wait_list_entry order by place',
    );
    expect(places.map(({ place }) => place)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(places.filter(({ status }) => status === 'OFFERED').map(({ place }) => place)).toEqual([1, 2]);
  });
});
