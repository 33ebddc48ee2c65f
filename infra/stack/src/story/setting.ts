import type { Founder } from '../found-organization.ts';
import { type ReachableGraph, type User, user } from './graph-client.ts';
import type { Listener, Mailbox, Stage, StoryClock } from './story.ts';

/** The story's first morning, a Monday, 09:00 in China. */
export const FIRST_MORNING = '2026-03-02T01:00:00Z';
const PASSWORD = 'a password of the story';

export interface Setting {
  graph: ReachableGraph & { found(founder: Founder): Promise<{ organizationId: string }> };
  clock: StoryClock;
  mailbox: Mailbox;
  listener: Listener;
  /** Makes logins unique where several stories run on one platform. */
  suffix: string;
}

const STAFF = [
  ['manager', '陈校长', 'BRANCH_MANAGER'],
  ['sales', '刘顾问', 'SALES'],
  ['secondClerk', '赵教务', 'ACADEMIC'],
  ['academic', '孙教务', 'ACADEMIC'],
  ['teacher', '李老师', 'TEACHER'],
  ['colleague', '郑老师', 'TEACHER'],
  ['finance', '周会计', 'FINANCE'],
  ['support', '吴客服', 'SUPPORT'],
] as const;

const ADD_STAFF = `mutation AddStaff($name: String!, $role: Role!, $branchIds: [ID!], $login: String!, $password: String!) {
  addStaff(input: { name: $name, role: $role, branchIds: $branchIds, login: $login, password: $password }) { staffMember { id } } }`;

/** The school before the child comes: a chain of two branches, its people, rooms, a course and two classes. */
export async function setTheStage({ graph, clock, mailbox, listener, suffix }: Setting): Promise<Stage> {
  clock.set(FIRST_MORNING);
  const login = (who: string) => `${who}.${suffix}`;
  await graph.found({
    name: '晨光教育',
    timeZone: 'Asia/Shanghai',
    locale: 'zh-CN',
    founder: { name: '王董', login: login('hq'), password: PASSWORD },
  });
  const as = (who: string): User => user(graph, { login: login(who), password: PASSWORD }, clock);
  const hq = as('hq');
  const [branchId, otherBranchId] = await openBranches(hq);
  const staffIds: Record<string, string> = {};
  for (const [who, name, role] of STAFF) {
    const { addStaff } = await hq.ask(ADD_STAFF, {
      name,
      role,
      branchIds: [branchId],
      login: login(who),
      password: PASSWORD,
    });
    staffIds[who] = addStaff.staffMember.id;
  }
  await graph.settled();
  const people = {
    hq,
    manager: as('manager'),
    sales: as('sales'),
    secondClerk: as('secondClerk'),
    academic: as('academic'),
    teacher: as('teacher'),
    finance: as('finance'),
    support: as('support'),
  };
  await setHours(people.manager, branchId);
  const teacherId = staffIds.teacher as string;
  const school = await openClasses(people.academic, branchId, teacherId, staffIds.colleague as string);
  await people.finance.ask(
    `mutation SetPay($teacherId: ID!) { setPayRule(input: { teacherId: $teacherId, kind: FIXED, amountFen: 20000, validFrom: "2026-03-01" }) { payRule { id } } }`,
    { teacherId },
  );
  await graph.settled();
  return {
    graph,
    clock,
    mailbox,
    listener,
    people,
    ids: { branchId, otherBranchId, teacherId, ...school.ids },
    lessons: school.lessons,
  };
}

async function openBranches(hq: User): Promise<[string, string]> {
  const { openRegion } = await hq.ask('mutation { openRegion(input: { name: "华北" }) { region { id } } }');
  const open = async (code: string, name: string): Promise<string> => {
    const { openBranch } = await hq.ask(
      'mutation OpenBranch($regionId: ID!, $code: String!, $name: String!) { openBranch(input: { regionId: $regionId, code: $code, name: $name, timeZone: "Asia/Shanghai" }) { branch { id } } }',
      { regionId: openRegion.region.id, code, name },
    );
    return openBranch.branch.id;
  };
  return [await open('BJ01', '朝阳校区'), await open('BJ02', '海淀校区')];
}

/** 09:00–12:00 and 13:30–18:00 every day but Sunday; four business hours to the first answer (rules.md). */
async function setHours(manager: User, branchId: string): Promise<void> {
  const intervals = [
    { opens: '09:00', closes: '12:00' },
    { opens: '13:30', closes: '18:00' },
  ];
  const weekly = [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, intervals }));
  await manager.ask(
    'mutation SetHours($input: SetBusinessCalendarInput!) { setBusinessCalendar(input: $input) { clocksRecomputed } }',
    { input: { branchId, weekly } },
  );
  const targets = { branchId, firstResponseMinutes: 240, nextResponseMinutes: 240, resolutionMinutes: 960 };
  await manager.ask(
    'mutation SetTargets($input: SetServicePolicyInput!) { setServicePolicy(input: $input) { clocksRecomputed } }',
    { input: targets },
  );
}

async function openClasses(academic: User, branchId: string, teacherId: string, colleagueId: string) {
  const { addCourse } = await academic.ask(
    'mutation { addCourse(input: { name: "水彩启蒙", subject: "美术", durationMinutes: 90 }) { course { id } } }',
  );
  const room = async (name: string): Promise<string> =>
    (
      await academic.ask(
        'mutation AddRoom($branchId: ID!, $name: String!) { addRoom(input: { branchId: $branchId, name: $name, capacity: 12 }) { room { id } } }',
        { branchId, name },
      )
    ).addRoom.room.id;
  const [roomId, otherRoomId] = [await room('301 画室'), await room('302 画室')];
  const open = async (name: string, teacher: string, inRoom: string): Promise<string> => {
    const input = { branchId, courseId: addCourse.course.id, name, teacherId: teacher, roomId: inRoom, capacity: 10 };
    return (
      await academic.ask(
        'mutation OpenClass($input: OpenClassGroupInput!) { openClassGroup(input: $input) { classGroup { id } } }',
        { input },
      )
    ).openClassGroup.classGroup.id;
  };
  const classGroupId = await open('水彩启蒙 周三班', teacherId, roomId);
  const rivalClassGroupId = await open('水彩启蒙 周三二班', colleagueId, otherRoomId);
  const lessons = await scheduleWednesdays(academic, classGroupId);
  await scheduleWednesdays(academic, rivalClassGroupId);
  return {
    ids: { roomId, otherRoomId, courseId: addCourse.course.id as string, classGroupId, rivalClassGroupId },
    lessons,
  };
}

async function scheduleWednesdays(academic: User, classGroupId: string): Promise<{ id: string; startsAt: string }[]> {
  const input = { classGroupId, weekly: { weekday: 3, startTime: '16:00', from: '2026-03-04', count: 22 } };
  const { scheduleLessons } = await academic.ask(
    'mutation Schedule($input: ScheduleLessonsInput!) { scheduleLessons(input: $input) { scheduledLessons { id startsAt } } }',
    { input },
  );
  return scheduleLessons.scheduledLessons;
}
