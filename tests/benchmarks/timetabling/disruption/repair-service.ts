import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createService } from '@campusgraph/academics';
import type { Principal } from '@campusgraph/auth';
import { createEmbeddedTransport } from '@campusgraph/events';
import type { Service } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { provisionAll } from '@campusgraph/stack';
import { createTestGateway, principals } from '@campusgraph/testing';
import type { Benchmark, Row } from '../../benchmark.ts';
import { databaseUrl } from '../../support/database-url.ts';
import { percentile } from '../../support/figures.ts';
import { onFoundations } from '../../support/foundations.ts';
import { chainWeek } from './chain-week.ts';
import { generator } from './generator.ts';
import { idOf, instantOf, lessonId, writeWeek } from './written-week.ts';

const LESSONS = 10_000;
const ASKED = 100;
const DAYS_ASKED = 10;
const WARM_UP = 10;
const SUGGEST_LIMIT_MS = 200;
/** Ill at 7:30, on the screen before 7:31. */
const PLAN_LIMIT_MS = 60_000;
/** A turn of the event loop that is longer is felt by whoever else asks. */
const PAUSE_LIMIT_MS = 1_000;

const SUGGEST = `query ($id: ID!) { answer: lessonSuggestions(scheduledLessonId: $id, first: 10) {
  startsAt endsAt points changes message room { name } teacher { name } } }`;
const SUBSTITUTES = `query ($id: ID!) { answer: substituteSuggestions(scheduledLessonId: $id) {
  isAble points teacher { name } reasons { code message } } }`;
const PLANS = `query ($disruption: RepairDisruptionInput!) { answer: repairPlans(disruption: $disruption) {
  strategy cost { points } changes { kind scheduledLessonId version message after { startsAt room { name } teacher { name } } } } }`;

type Ask = (query: string, variables: Record<string, unknown>) => Promise<unknown[]>;

export const repairService: Benchmark = {
  name: 'timetabling-repair-service',
  about: `suggestions, substitutes and repair plans through the service, with ${LESSONS.toLocaleString('en')} lessons a week in its database; the limits are 200 ms for a suggestion and a minute for the plans of a day`,
  run: () => onFoundations(async ({ adminUrl }) => measure(adminUrl)),
};

async function measure(adminUrl: string) {
  const random = generator(1);
  const week = chainWeek(LESSONS, random);
  const { academics } = await provisionAll(adminUrl);
  if (!academics) throw new Error('There is no database for academics.');
  const clock = () => instantOf(week, week.nowSlot);
  const gateway = await createTestGateway(clock);
  const logger = createLogger({ service: 'academics', level: 'error' });
  const transport = createEmbeddedTransport();
  const service = await createService({ database: academics, transport, gatewayJwks: gateway.jwks, clock, logger });
  try {
    await service.start();
    const organizationId = newId();
    await writeWeek(databaseUrl(adminUrl, 'academics'), organizationId, week);
    const one = (): string => `l${Math.floor(random() * LESSONS)}`;
    const lessons = Array.from({ length: ASKED + WARM_UP }, one);
    const branchOf = new Map(week.lessons.map(({ id, classId }) => [id, week.classes.find((c) => c.id === classId)]));
    const askAs = (principal: Principal): Ask => asking(gateway, service, principal);
    const hq = askAs(principals.hq({ organizationId }));
    const clerkOf = (lesson: string) =>
      askAs(principals.staff({ organizationId, branchIds: [idOf(branchOf.get(lesson)?.branchId ?? '')] }));
    const ofLesson = (query: string, askOf: (lesson: string) => Ask) =>
      timed(lessons, (lesson) => askOf(lesson)(query, { id: lessonId(lesson) }));
    const suggest = await ofLesson(SUGGEST, clerkOf);
    const everywhere = await ofLesson(SUGGEST, () => hq);
    const substitutes = await ofLesson(SUBSTITUTES, clerkOf);
    const pauses = monitorEventLoopDelay({ resolution: 5 });
    pauses.enable();
    const tuesday = { from: instantOf(week, week.slotsPerDay), to: instantOf(week, 2 * week.slotsPerDay) };
    const teachers = week.teachers.slice(0, DAYS_ASKED + 1).map(({ id }) => id);
    const ill = await timed(
      teachers,
      (id) => hq(PLANS, { disruption: { teacherGone: { teacherId: idOf(id), ...tuesday } } }),
      1,
    );
    pauses.disable();
    const longestPauseMs = pauses.max / 1e6;
    const rows: Row[] = [
      { asked: 'lessonSuggestions, a clerk of the branch', ...suggest },
      { asked: 'lessonSuggestions, headquarters', ...everywhere },
      { asked: 'substituteSuggestions, a clerk of the branch', ...substitutes },
      { asked: 'repairPlans, a teacher ill for a day', ...ill, longestPauseMs },
    ];
    return {
      rows,
      verdicts: [
        { what: 'p95 of a clerk’s suggestions over 200 ms', measured: suggest.p95Ms / SUGGEST_LIMIT_MS, atMost: 1 },
        { what: 'p95 of headquarters’ over 200 ms', measured: everywhere.p95Ms / SUGGEST_LIMIT_MS, atMost: 1 },
        { what: 'slowest plans for a day over a minute', measured: ill.worstMs / PLAN_LIMIT_MS, atMost: 1 },
        { what: 'longest pause of the event loop over a second', measured: longestPauseMs / PAUSE_LIMIT_MS, atMost: 1 },
        { what: 'lessons without any suggestion', measured: suggest.without + everywhere.without, atMost: 0 },
      ],
      notes: [
        'One request at a time, GraphQL text in and out, over Postgres with fsync; two weeks of lessons, all bookings among them. Nothing is kept between requests.',
      ],
    };
  } finally {
    await service.stop();
    await transport.close();
  }
}

const asking =
  (gateway: Awaited<ReturnType<typeof createTestGateway>>, service: Service, principal: Principal): Ask =>
  async (query, variables) => {
    const { data, errors } = await gateway.ask(service, principal, query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data.answer;
  };

async function timed(questions: readonly string[], ask: (id: string) => Promise<unknown[]>, warmUp = WARM_UP) {
  const times: number[] = [];
  let without = 0;
  let cpu = process.cpuUsage();
  for (const [number, question] of questions.entries()) {
    if (number === warmUp) cpu = process.cpuUsage();
    const begun = performance.now();
    const answer = await ask(question);
    if (number < warmUp) continue;
    if (answer.length === 0) without++;
    times.push(performance.now() - begun);
  }
  const [p50Ms, p95Ms, worstMs] = [0.5, 0.95, 1].map((share) => percentile(times, share));
  const { user, system } = process.cpuUsage(cpu);
  // Of this process, its threads included; on a busy machine the rest of a time is waiting.
  const cpuMs = (user + system) / 1000 / times.length;
  return { calls: times.length, p50Ms: p50Ms ?? 0, p95Ms: p95Ms ?? 0, worstMs: worstMs ?? 0, cpuMs, without };
}
