import { issueAccessToken, ROLES, servicePrincipal, signPrincipal } from '@campusgraph/auth';
import { newId } from '@campusgraph/persistence';
import { TOKEN_ISSUER } from '../../infra/stack/src/keys.ts';
import { type Ask, bearer } from '../../infra/stack/src/story/graph-client.ts';
import type { Deployment } from './deployment.ts';

/** Eight students, each with a clerk: so many requests a subgraph begins at once, however busy the machine is. */
const CLASSES = 2;
const STUDENTS_PER_CLASS = 4;
/** Two terms: as many as can be scheduled at once, twice. */
const TERMS = 2;
const LESSONS_PER_TERM = 200;
/** So short that all of them begin within the half hour for which a roll may be taken before its lesson. */
const LESSON_MS = 3_000;
const FIRST_LESSON_IN_MS = 60_000;
/** More than all the lessons there are, so that nobody falls into arrears. */
const PAID_HUNDREDTHS = 50_000;
const UNIT_PRICE_FEN = 10_000;

export interface Pupil {
  studentId: string;
  contractId: string;
  /** The lessons of the class. */
  lessonIds: string[];
}

/** One branch with classes under way, and students who have paid for more lessons than there are. */
export interface School {
  /** As headquarters, once: nothing is sent again. */
  ask: Ask;
  pupils: Pupil[];
  /** What was paid before the day began. */
  firstInstalmentsFen: number;
}

export async function openSchool(deployment: Deployment): Promise<School> {
  const ask = await found(deployment);
  const run = commander(ask);
  const { region } = await run('openRegion', { name: '华北' }, 'region { id }');
  const { branch } = await run(
    'openBranch',
    { regionId: region.id, code: 'BJ01', name: '朝阳校区', timeZone: 'Asia/Shanghai' },
    'branch { id }',
  );
  const teacherIds: string[] = [];
  for (let n = 1; n <= CLASSES; n += 1) {
    const teacher = { name: `老师${n}`, role: 'TEACHER', branchIds: [branch.id] };
    teacherIds.push((await run('addStaff', teacher, 'staffMember { id }')).staffMember.id);
  }
  await deployment.settled();
  const { course } = await run('addCourse', { name: '速写', subject: '美术', durationMinutes: 60 }, 'course { id }');
  const rooms = await Promise.all(
    teacherIds.map((_, n) => run('addRoom', { branchId: branch.id, name: `教室${n}`, capacity: 10 }, 'room { id }')),
  );
  const groups = await Promise.all(
    teacherIds.map((teacherId, n) => {
      const group = { branchId: branch.id, courseId: course.id, name: `${n} 班`, teacherId, roomId: rooms[n].room.id };
      return run('openClassGroup', { ...group, capacity: STUDENTS_PER_CLASS }, 'classGroup { id }');
    }),
  );
  const guardianIds = await Promise.all(
    Array.from({ length: CLASSES * STUDENTS_PER_CLASS }, (_, n) => registerGuardian(run, branch.id, n)),
  );
  await deployment.settled();
  const classes = await Promise.all(
    groups.map(({ classGroup }, n) =>
      enrolClass(
        run,
        branch.id,
        classGroup.id,
        guardianIds.slice(n * STUDENTS_PER_CLASS, (n + 1) * STUDENTS_PER_CLASS),
      ),
    ),
  );
  // Billing has heard whose children they are.
  await deployment.settled();
  const pupils = await Promise.all(
    classes.map(({ classGroupId, families }) =>
      beginClass(run, { branchId: branch.id, courseId: course.id }, classGroupId, families),
    ),
  );
  await deployment.settled();
  return { ask, pupils: pupils.flat(), firstInstalmentsFen: pupils.flat().length * UNIT_PRICE_FEN };
}

type Run = ReturnType<typeof commander>;

/** Runs a mutation and returns its payload; a refusal ends the test. */
export const commander = (ask: Ask) => async (mutation: string, input: object, selection: string) => {
  const kind = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return (await ask(`mutation Open($input: ${kind}!) { ${mutation}(input: $input) { ${selection} } }`, { input }))[
    mutation
  ];
};

/** Founds an organization as the operator of the platform does, and asks as its founder, who may do everything. */
export async function found({
  url,
  organizationUrl,
  keys,
}: Pick<Deployment, 'url' | 'organizationUrl' | 'keys'>): Promise<Ask> {
  const organizationId = newId();
  const operator = await signPrincipal(servicePrincipal('operator', organizationId), keys.gateway, new Date());
  const founder = { name: '王董', login: 'hq', password: 'a password of the faults' };
  const answer = await fetch(`${organizationUrl}/internal/organizations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-campusgraph-principal': operator },
    body: JSON.stringify({ name: '晨光教育', timeZone: 'Asia/Shanghai', locale: 'en', founder }),
  });
  if (answer.status !== 201) throw new Error(`The organization was not founded: ${await answer.text()}`);
  const { founderId } = (await answer.json()) as { founderId: string };
  const { accessToken } = await issueAccessToken(
    { kind: 'STAFF', subject: founderId, organizationId, branches: 'ALL', scopes: [...ROLES.HQ], locale: 'en' },
    { key: keys.accessTokens, issuer: TOKEN_ISSUER, lifetimeS: 3_600, now: new Date() },
  );
  return bearer({ url }, async () => accessToken).ask;
}

interface Family {
  studentId: string;
  guardianId: string;
}

async function registerGuardian(run: Run, branchId: string, n: number): Promise<string> {
  const person = { name: `家长${n}`, phone: `1380013${8000 + n}` };
  return (await run('registerGuardian', { branchId, ...person }, 'guardian { id }')).guardian.id;
}

async function enrolClass(run: Run, branchId: string, classGroupId: string, guardianIds: readonly string[]) {
  const families: Family[] = [];
  for (const [n, guardianId] of guardianIds.entries()) {
    const { student } = await run('registerStudent', { branchId, guardianId, name: `学员${n}` }, 'student { id }');
    await run('enrollStudent', { studentId: student.id, classGroupId }, 'enrollment { id }');
    families.push({ studentId: student.id, guardianId });
  }
  return { classGroupId, families };
}

/** Contracts and lessons; the students are in the class already, and so on every roster. */
async function beginClass(
  run: Run,
  of: { branchId: string; courseId: string },
  classGroupId: string,
  families: readonly Family[],
): Promise<Pupil[]> {
  const contractIds: string[] = [];
  for (const family of families) contractIds.push(await sign(run, { ...of, ...family }));
  const lessonIds: string[] = [];
  const from = Date.now() + FIRST_LESSON_IN_MS;
  for (let term = 0; term < TERMS; term += 1) {
    const lessons = Array.from({ length: LESSONS_PER_TERM }, (_, n) => {
      const startsAt = from + (term * LESSONS_PER_TERM + n) * LESSON_MS;
      return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + LESSON_MS).toISOString() };
    });
    const { scheduledLessons } = await run('scheduleLessons', { classGroupId, lessons }, 'scheduledLessons { id }');
    lessonIds.push(...scheduledLessons.map(({ id }: { id: string }) => id));
  }
  return families.map(({ studentId }, n) => ({ studentId, contractId: contractIds[n] as string, lessonIds }));
}

/** A contract with its first instalment paid, which puts the lessons into the account. */
async function sign(
  run: Run,
  family: { branchId: string; courseId: string; studentId: string; guardianId: string },
): Promise<string> {
  const price = { paidLessons: PAID_HUNDREDTHS, unitPriceFen: UNIT_PRICE_FEN, startsOn: '2026-01-01' };
  const { quote } = await run('createQuote', { ...family, ...price }, 'quote { id }');
  const { contract } = await run('acceptQuote', { quoteId: quote.id }, 'contract { id }');
  const payment = { contractId: contract.id, amountFen: UNIT_PRICE_FEN, method: 'CASH', evidence: '首付' };
  await run('recordPayment', { ...payment, idempotencyKey: `first ${contract.id}` }, 'payment { id }');
  return contract.id;
}
