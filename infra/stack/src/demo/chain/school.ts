import { type Principal, ROLES, type RoleName } from '@campusgraph/auth';
import type { User } from '../../story/graph-client.ts';
import type { Build } from './build-scope.ts';
import { DEMO_PASSWORD, PARTNER } from './demo-logins.ts';
import { adult } from './names.ts';
import {
  at,
  BRANCHES,
  CLASSES_PER_BRANCH,
  COURSES,
  dayOf,
  ROOMS,
  SLOTS,
  STAND_INS_PER_BRANCH,
  STUDENTS_PER_CLASS,
  TEACHERS_PER_BRANCH,
  WEEKS_AHEAD,
  WEEKS_BEHIND,
} from './plan.ts';
import { setTimetableData } from './timetable-data.ts';

export const DEMO_ORGANIZATION = '晨光教育';

export interface Member {
  id: string;
  name: string;
  user: User;
}

export interface ClassGroup {
  id: string;
  courseId: string;
  unitPriceFen: number;
  teacher: Member;
  lessons: { id: string; startsAt: string }[];
  students: { studentId: string; guardianId: string }[];
}

export interface Branch {
  id: string;
  code: string;
  manager: Member;
  sales: Member;
  academic: Member;
  support: Member;
  teachers: Member[];
  classes: ClassGroup[];
}

export interface School {
  organizationId: string;
  hq: Member;
  finance: Member;
  branches: Branch[];
}

const REGISTER_PARTNER = `mutation RegisterPartner($input: RegisterClientAppInput!) { registerClientApp(input: $input) { clientApp { id } } }`;
const OPEN_BRANCH = `mutation OpenBranch($input: OpenBranchInput!) { openBranch(input: $input) { branch { id } } }`;
const ADD_STAFF = `mutation AddStaff($input: AddStaffInput!) { addStaff(input: $input) { staffMember { id } } }`;
const ADD_COURSE = `mutation AddCourse($input: AddCourseInput!) { addCourse(input: $input) { course { id } } }`;
const ADD_ROOM = `mutation AddRoom($input: AddRoomInput!) { addRoom(input: $input) { room { id } } }`;
const OPEN_CLASS = `mutation OpenClass($input: OpenClassGroupInput!) { openClassGroup(input: $input) { classGroup { id } } }`;
const SCHEDULE = `mutation Schedule($input: ScheduleLessonsInput!) { scheduleLessons(input: $input) { scheduledLessons { id startsAt } } }`;
const SET_HOURS = `mutation SetHours($input: SetBusinessCalendarInput!) { setBusinessCalendar(input: $input) { clocksRecomputed } }`;
const SET_PAY = `mutation SetPay($input: SetPayRuleInput!) { setPayRule(input: $input) { payRule { id } } }`;

/** The chain before its first customer: regions, branches, people, rooms, courses, classes and their timetable. */
export async function openSchool(build: Build): Promise<School> {
  const { graph, progress } = build;
  const { organizationId, founderId } = await graph.found({
    name: DEMO_ORGANIZATION,
    timeZone: 'Asia/Shanghai',
    locale: 'zh-CN',
    founder: { name: '王建华', login: 'hq', password: DEMO_PASSWORD },
  });
  const hire = hiring(build, organizationId, founderId);
  const hq = hire.known(founderId, '王建华', 'HQ', null);
  const finance = await hire.add('FINANCE', null, 'finance');
  const branches: Branch[] = [];
  for (const [n, branch] of (await openBranches(hq.user)).entries()) {
    branches.push(await staffBranch(hire, branch, n === 0));
    progress('校区与员工', (n + 1) / BRANCHES.length);
  }
  await graph.settled();
  const courseIds: string[] = [];
  for (const { name, subject, durationMinutes } of COURSES)
    courseIds.push((await hq.user.ask(ADD_COURSE, { input: { name, subject, durationMinutes } })).addCourse.course.id);
  for (const [n, branch] of branches.entries()) {
    await openClasses(branch, courseIds, n);
    await setRules(branch, finance);
    progress('班级与课表', (n + 1) / branches.length);
  }
  await setTimetableData(hq, branches);
  await hq.user.ask(REGISTER_PARTNER, { input: { ...PARTNER, expiresAt: at(520, 1, '00:00') } });
  await graph.settled();
  return { organizationId, hq, finance, branches };
}

function hiring({ graph, random }: Build, organizationId: string, founderId: string) {
  const known = (id: string, name: string, role: RoleName, branchIds: string[] | null): Member => {
    const principal: Principal = {
      kind: 'STAFF',
      subject: id,
      organizationId,
      branches: branchIds ?? 'ALL',
      scopes: [...ROLES[role]],
      locale: 'zh-CN',
    };
    return { id, name, user: graph.mint(principal) };
  };
  const hq = known(founderId, '', 'HQ', null);
  return {
    known,
    /** Hires somebody; with a login, anybody who reads the README can sign in as them. */
    async add(role: RoleName, branchIds: string[] | null, login?: string): Promise<Member> {
      const name = adult(random);
      const input = { name, role, branchIds, ...(login && { login, password: DEMO_PASSWORD }) };
      return known((await hq.user.ask(ADD_STAFF, { input })).addStaff.staffMember.id, name, role, branchIds);
    },
  };
}

async function openBranches(hq: User): Promise<{ id: string; code: string }[]> {
  const regionIds = new Map<string, string>();
  const branches: { id: string; code: string }[] = [];
  for (const { region, ...branch } of BRANCHES) {
    if (!regionIds.has(region)) {
      const { openRegion } = await hq.ask(
        'mutation OpenRegion($name: String!) { openRegion(input: { name: $name }) { region { id } } }',
        { name: region },
      );
      regionIds.set(region, openRegion.region.id);
    }
    const { openBranch } = await hq.ask(OPEN_BRANCH, {
      input: { ...branch, regionId: regionIds.get(region), timeZone: 'Asia/Shanghai' },
    });
    branches.push({ id: openBranch.branch.id, code: branch.code });
  }
  return branches;
}

async function staffBranch(
  hire: ReturnType<typeof hiring>,
  { id, code }: { id: string; code: string },
  withLogins: boolean,
): Promise<Branch> {
  const login = (name: string): string | undefined => (withLogins ? name : undefined);
  const teachers: Member[] = [];
  for (let n = 0; n < TEACHERS_PER_BRANCH + STAND_INS_PER_BRANCH; n += 1)
    teachers.push(await hire.add('TEACHER', [id], n === 0 ? login('teacher') : undefined));
  return {
    id,
    code,
    teachers,
    classes: [],
    manager: await hire.add('BRANCH_MANAGER', [id], login('manager')),
    sales: await hire.add('SALES', [id], login('sales')),
    academic: await hire.add('ACADEMIC', [id], login('academic')),
    support: await hire.add('SUPPORT', [id], login('support')),
  };
}

async function openClasses(branch: Branch, courseIds: readonly string[], n: number): Promise<void> {
  const { user } = branch.academic;
  const roomIds: string[] = [];
  for (const name of ROOMS)
    roomIds.push(
      (await user.ask(ADD_ROOM, { input: { branchId: branch.id, name, capacity: STUDENTS_PER_CLASS + 4 } })).addRoom
        .room.id,
    );
  for (let i = 0; i < CLASSES_PER_BRANCH; i += 1) {
    const t = i % TEACHERS_PER_BRANCH;
    const slot = SLOTS[Math.floor(i / TEACHERS_PER_BRANCH)] as (typeof SLOTS)[number];
    const c = (i + n) % COURSES.length;
    const course = COURSES[c] as (typeof COURSES)[number];
    const teacher = branch.teachers[t] as Member;
    const name = `${course.name} 周${'一二三四五六日'[slot.weekday - 1]}${i + 1} 班`;
    const input = {
      branchId: branch.id,
      courseId: courseIds[c],
      name,
      teacherId: teacher.id,
      roomId: roomIds[t],
      capacity: STUDENTS_PER_CLASS + 2,
    };
    const { openClassGroup } = await user.ask(OPEN_CLASS, { input });
    const id = openClassGroup.classGroup.id as string;
    const weekly = { ...slot, from: dayOf(-WEEKS_BEHIND, 1), count: WEEKS_BEHIND + WEEKS_AHEAD };
    const { scheduleLessons } = await user.ask(SCHEDULE, { input: { classGroupId: id, weekly } });
    branch.classes.push({
      id,
      courseId: courseIds[c] as string,
      unitPriceFen: course.unitPriceFen,
      teacher,
      lessons: scheduleLessons.scheduledLessons,
      students: [],
    });
  }
}

async function setRules(branch: Branch, finance: Member): Promise<void> {
  const intervals = [
    { opens: '09:00', closes: '12:00' },
    { opens: '13:30', closes: '18:00' },
  ];
  await branch.manager.user.ask(SET_HOURS, {
    input: { branchId: branch.id, weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, intervals })) },
  });
  for (const [n, teacher] of branch.teachers.entries()) {
    await finance.user.ask(SET_PAY, {
      input: {
        teacherId: teacher.id,
        kind: 'FIXED',
        amountFen: 15_000 + n * 2_000,
        validFrom: dayOf(-WEEKS_BEHIND - 2, 1),
      },
    });
  }
}
