import { DEMO_PASSWORD, type Graph, user } from '@campusgraph/stack';
import { runConcurrently } from '../support/figures.ts';

const CLASSES = 12;
const STUDENTS_PER_CLASS = 10;
/** Who signs in. */
export const HQ = { login: 'hq.bench', password: DEMO_PASSWORD };
const HOUR_MS = 3_600_000;

/**
 * A branch of twelve classes with ten students each, every one with a contract of ten thousand lessons: made through the graph, as a
 * front desk does it. Each class has one lesson, some hours after now.
 */
export async function furnishSchool(graph: Graph, clock: () => Date): Promise<void> {
  await graph.found({
    name: '白榆教育',
    timeZone: 'Asia/Shanghai',
    locale: 'zh-CN',
    founder: { name: '白榆董', ...HQ },
  });
  const hq = user(graph, HQ, clock);
  /** Runs a mutation and returns the id of the one thing that it made. */
  const make = async (mutation: string, input: object, made: string): Promise<string> => {
    const kind = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const answer = await hq.ask(`mutation Make($input: ${kind}) { ${mutation}(input: $input) { ${made} { id } } }`, {
      input,
    });
    return answer[mutation][made].id;
  };
  const regionId = await make('openRegion', { name: '白榆区' }, 'region');
  const branchId = await make(
    'openBranch',
    { regionId, code: 'BY01', name: '白榆校区', timeZone: 'Asia/Shanghai' },
    'branch',
  );
  const teacherId = await make('addStaff', { name: '白榆老师', role: 'TEACHER', branchIds: [branchId] }, 'staffMember');
  await graph.settled();
  await hq.ask(`mutation Pay($input: SetPayRuleInput!) { setPayRule(input: $input) { payRule { id } } }`, {
    input: { teacherId, kind: 'FIXED', amountFen: 10_000, validFrom: day(clock()) },
  });
  const guardianId = await make('registerGuardian', { branchId, name: '白榆家长', phone: '13800000001' }, 'guardian');
  const courseId = await make('addCourse', { name: '白榆课程', subject: '美术', durationMinutes: 60 }, 'course');
  const roomId = await make('addRoom', { branchId, name: '白榆教室', capacity: 12 }, 'room');
  await graph.settled();
  const enroll = async (classGroupId: string, name: string) => {
    const studentId = await make('registerStudent', { branchId, guardianId, name }, 'student');
    await make('enrollStudent', { studentId, classGroupId }, 'enrollment');
    return studentId;
  };
  const students: string[] = [];
  for (let n = 1; n <= CLASSES; n += 1) {
    const about = { branchId, courseId, name: `白榆${n}班`, teacherId, roomId, capacity: STUDENTS_PER_CLASS };
    const classGroupId = await make('openClassGroup', about, 'classGroup');
    const lessons = [{ startsAt: new Date(clock().getTime() + 2 * n * HOUR_MS).toISOString() }];
    await hq.ask(
      'mutation Schedule($input: ScheduleLessonsInput!) { scheduleLessons(input: $input) { scheduledLessons { id } } }',
      { input: { classGroupId, lessons } },
    );
    for (let seat = 1; seat <= STUDENTS_PER_CLASS; seat += 1)
      students.push(await enroll(classGroupId, `孩子${n}-${seat}`));
  }
  await graph.settled();
  await runConcurrently(students, 8, async (studentId) => {
    const terms = { paidLessons: 1_000_000, giftLessons: 0, unitPriceFen: 10_000, startsOn: day(clock()) };
    const quoteId = await make('createQuote', { branchId, studentId, guardianId, courseId, ...terms }, 'quote');
    const contractId = await make('acceptQuote', { quoteId }, 'contract');
    const paid = { method: 'WECHAT_PAY', evidence: '流水', idempotencyKey: contractId };
    await make('recordPayment', { contractId, amountFen: 100_000_000, ...paid }, 'payment');
  });
  await graph.settled();
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
