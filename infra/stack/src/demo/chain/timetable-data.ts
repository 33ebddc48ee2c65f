import type { User } from '../../story/graph-client.ts';
import { LESSONS_PER_WEEK, OPENING_HOURS, TEACHERS_PER_BRANCH, TIERS, TRAVEL } from './plan.ts';

const SET_OPENING_HOURS = `mutation SetOpeningHours($input: SetOpeningHoursInput!) { setOpeningHours(input: $input) { branch { id } } }`;
const SET_SKILLS = `mutation SetSkills($input: SetTeacherSkillsInput!) { setTeacherSkills(input: $input) { teacher { id } } }`;
const SET_NEED = `mutation SetNeed($input: SetWeeklyNeedInput!) { setWeeklyNeed(input: $input) { classGroup { id } } }`;
const SET_TRAVEL = `mutation SetTravel($input: SetTravelTimeInput!) { setTravelTime(input: $input) { branch { id } } }`;

interface Staff {
  id: string;
  user: User;
}

/** As much of a branch as is needed here. */
interface Branch {
  id: string;
  code: string;
  academic: Staff;
  teachers: readonly Staff[];
  classes: readonly { id: string; courseId: string; teacher: Staff }[];
}

/** What a timetable run and a repair have to know, so that both can be tried on the demo chain at once. */
export async function setTimetableData(hq: Staff, branches: readonly Branch[]): Promise<void> {
  for (const branch of branches) {
    const { user } = branch.academic;
    const openingHours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...OPENING_HOURS }));
    await user.ask(SET_OPENING_HOURS, { input: { branchId: branch.id, openingHours } });
    for (const [n, { id }] of branch.teachers.entries())
      await user.ask(SET_SKILLS, { input: { teacherId: id, courseIds: coursesOf(branch, n), tier: TIERS[n] } });
    for (const { id } of branch.classes)
      await user.ask(SET_NEED, { input: { classGroupId: id, weeklyNeed: { lessonsPerWeek: LESSONS_PER_WEEK } } });
  }
  const idOf = (code: string) => branches.find((branch) => branch.code === code)?.id;
  const { from, to, minutes } = TRAVEL;
  await hq.user.ask(SET_TRAVEL, { input: { branchId: idOf(from), otherBranchId: idOf(to), minutes } });
}

/** Their own classes' and the next colleague's; who has none stands in for everybody. */
function coursesOf({ teachers, classes }: Branch, n: number): string[] {
  const able = n < TEACHERS_PER_BRANCH ? [teachers[n]?.id, teachers[(n + 1) % TEACHERS_PER_BRANCH]?.id] : undefined;
  const known = classes.filter(({ teacher }) => able === undefined || able.includes(teacher.id));
  return [...new Set(known.map(({ courseId }) => courseId))];
}
