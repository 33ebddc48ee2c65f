import type { Ask } from '../../infra/stack/src/story/graph-client.ts';
import type { Deployment } from './deployment.ts';
import { commander, found } from './school.ts';

/** Enough lessons that putting them on the timetable takes a moment in which a process can die. */
const TEACHERS = 8;
const CLASSES_PER_TEACHER = 4;
const LESSONS_PER_WEEK = 2;
const WEEKS = 12;
export const LESSONS = TEACHERS * CLASSES_PER_TEACHER * LESSONS_PER_WEEK * WEEKS;

const RUN = `query ($id: ID!) { timetableRun(id: $id) { status unplacedCount bestCost secondsSpent lessonCount } }`;

/** As a client app reads it. */
export interface RunSeen {
  status: string;
  unplacedCount: number | null;
  bestCost: number | null;
  secondsSpent: number;
  lessonCount: number;
}

export interface TimetableSchool {
  ask: Ask;
  start(secondsBudget: number, seed?: number): Promise<string>;
  see(id: string): Promise<RunSeen>;
}

const day = (inDays: number): string => new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10);

/** One branch whose classes need a timetable from tomorrow week on. */
export async function openTimetableSchool(deployment: Deployment): Promise<TimetableSchool> {
  const ask = await found(deployment);
  const run = commander(ask);
  const { region } = await run('openRegion', { name: '华北' }, 'region { id }');
  const opened = { regionId: region.id, code: 'BJ01', name: '朝阳校区', timeZone: 'Asia/Shanghai' };
  const branchId = (await run('openBranch', opened, 'branch { id }')).branch.id;
  const teacherIds: string[] = [];
  for (let n = 1; n <= TEACHERS; n += 1) {
    const teacher = { name: `老师${n}`, role: 'TEACHER', branchIds: [branchId] };
    teacherIds.push((await run('addStaff', teacher, 'staffMember { id }')).staffMember.id);
  }
  await deployment.settled();
  const courseId = (await run('addCourse', { name: '速写', subject: '美术', durationMinutes: 60 }, 'course { id }'))
    .course.id;
  for (const [n, teacherId] of teacherIds.entries()) {
    const roomId = (await run('addRoom', { branchId, name: `教室${n}`, capacity: 10 }, 'room { id }')).room.id;
    for (let number = 1; number <= CLASSES_PER_TEACHER; number += 1) {
      const group = { branchId, courseId, name: `${n}-${number} 班`, teacherId, roomId, capacity: 8 };
      const classGroupId = (await run('openClassGroup', group, 'classGroup { id }')).classGroup.id;
      const weeklyNeed = { lessonsPerWeek: LESSONS_PER_WEEK };
      await run('setWeeklyNeed', { classGroupId, weeklyNeed }, 'classGroup { id }');
    }
  }
  const period = { from: day(8), to: day(7 + WEEKS * 7) };
  return {
    ask,
    async start(secondsBudget, seed = 1) {
      const asked = { branchId, ...period, secondsBudget, seed };
      return (await run('startTimetableRun', asked, 'timetableRun { id }')).timetableRun.id;
    },
    see: async (id) => (await ask(RUN, { id })).timetableRun,
  };
}
