import {
  disrupted,
  rankSubstitutes,
  repairPlans,
  type Situation,
  suggestSlots,
} from '@campusgraph/academics/timetabling/repair';
import type { Benchmark, Row } from '../../benchmark.ts';
import { chainWeek } from './chain-week.ts';
import { generator } from './generator.ts';

const LESSONS = 10_000;
const ASKED = 60;
const WARM_UP = 10;
const SUGGEST_LIMIT_MS = 200;
/** Ill at 7:30, on the screen before 7:31. */
const PLAN_LIMIT_MS = 60_000;

export const repairSpeed: Benchmark = {
  name: 'timetabling-repair',
  about: `suggestions, substitutes and repair plans in a week of ${LESSONS.toLocaleString('en')} lessons; the limits are 200 ms for a suggestion and a minute for the plans of a day`,
  run() {
    const random = generator(1);
    const week = chainWeek(LESSONS, random);
    const lessons = Array.from({ length: ASKED }, () => `l${Math.floor(random() * LESSONS)}`);
    const teachers = Array.from({ length: 5 }, () => `t${Math.floor(random() * week.teachers.length)}`);
    for (const id of lessons.slice(0, WARM_UP)) suggestSlots(week, id, { first: 10 });
    const suggest = timed(lessons, (id) => suggestSlots(week, id, { first: 10 }).length);
    const anywhere = timed(lessons, (id) => suggestSlots(week, id, { first: 10, rooms: 'ANY' }).length);
    const substitutes = timed(lessons, (id) => rankSubstitutes(week, id).able.length);
    const ill = timed(teachers, (teacherId) => plansFor(week, teacherId));
    const rows: Row[] = [
      { asked: 'suggestSlots, rooms of the branch', ...suggest },
      { asked: 'suggestSlots, rooms of all branches', ...anywhere },
      { asked: 'rankSubstitutes', ...substitutes },
      { asked: 'repairPlans, a teacher ill for a day', ...ill },
    ];
    const verdicts = [
      { what: 'p95 of suggestions in the branch over 200 ms', measured: suggest.p95Ms / SUGGEST_LIMIT_MS, atMost: 1 },
      { what: 'slowest plans for a day over a minute', measured: ill.worstMs / PLAN_LIMIT_MS, atMost: 1 },
      { what: 'lessons without any suggestion', measured: suggest.without, atMost: 0 },
    ];
    return Promise.resolve({
      rows,
      verdicts,
      notes: [
        'Each call begins with the plain situation: the index is built anew. Ten calls before the first are not counted.',
      ],
    });
  },
};

function plansFor(week: Situation, teacherId: string): number {
  const disruption = { kind: 'TEACHER_GONE', teacherId, span: { from: 96, to: 192 } } as const;
  const plans = repairPlans(week, disruption, { seed: 1 });
  const { affected } = disrupted(week, disruption);
  return affected.size === 0 || plans.some(({ cost }) => cost.cancelled === 0) ? plans.length : 0;
}

function timed(questions: readonly string[], ask: (id: string) => number) {
  const times: number[] = [];
  let without = 0;
  for (const question of questions) {
    const begun = performance.now();
    if (ask(question) === 0) without++;
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.min(Math.floor(times.length * part), times.length - 1)] ?? 0;
  return { calls: times.length, p50Ms: at(0.5), p95Ms: at(0.95), worstMs: at(1), without };
}
