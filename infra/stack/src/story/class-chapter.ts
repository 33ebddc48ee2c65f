import { GraphRefusal, type User } from './graph-client.ts';
import type { Stage } from './story.ts';

const ENROLL = `mutation Enroll($input: EnrollStudentInput!) { enrollStudent(input: $input) { enrollment { id status } } }`;
const SCHEDULE = `mutation Schedule($input: ScheduleLessonsInput!) { scheduleLessons(input: $input) { scheduledLessons { id } } }`;

/** What the graph said no with, or null when it said yes. */
export const refusalOf = (attempt: Promise<unknown>): Promise<GraphRefusal | null> =>
  attempt.then(
    () => null,
    (error: unknown) => {
      if (error instanceof GraphRefusal) return error;
      throw error;
    },
  );

/** Into a class; not into two at the same hour; and one room for two clerks at the same instant. */
export async function classChapter(
  { graph, people: { academic, secondClerk }, ids, listener }: Stage,
  studentId: string,
) {
  listener.chapter('班级：报班与冲突');
  await academic.ask(ENROLL, { input: { studentId, classGroupId: ids.classGroupId } });
  await graph.settled();
  const clash = await refusalOf(academic.ask(ENROLL, { input: { studentId, classGroupId: ids.rivalClassGroupId } }));
  listener.fact('同一时段的另一个班', clash?.message ?? '没有被拒绝');
  const book = (clerk: User, classGroupId: string) =>
    clerk.ask(SCHEDULE, {
      input: { classGroupId, lessons: [{ startsAt: '2026-03-07T06:00:00Z', roomId: ids.roomId }] },
    });
  const outcomes = await Promise.all([
    refusalOf(book(academic, ids.classGroupId)),
    refusalOf(book(secondClerk, ids.rivalClassGroupId)),
  ]);
  const refused = outcomes.filter((outcome) => outcome !== null);
  listener.fact('两位教务同时订同一教室', `${outcomes.length - refused.length} 位成功；另一位：${refused[0]?.message}`);
  return { clash, outcomes };
}
