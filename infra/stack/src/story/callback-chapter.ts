import type { Stage } from './story.ts';

const TASKS = `query Tasks($studentId: ID!) { callbackTasks(filter: { studentId: $studentId }) { nodes { id stage status dueAt script } } }`;
const COMPLETE = `mutation Complete($input: CompleteCallbackInput!) { completeCallback(input: $input) { callbackTask { status nps } } }`;

/** In the first week a task is there by itself; the call records an NPS of 9. */
export async function callbackChapter({ graph, clock, people: { support }, listener }: Stage, studentId: string) {
  listener.chapter('首周回访：任务自动出现');
  const { callbackTasks } = await support.ask(TASKS, { studentId });
  const task = callbackTasks.nodes[0];
  clock.set('2026-03-10T03:00:00Z');
  const { completeCallback } = await support.ask(COMPLETE, {
    input: { callbackTaskId: task.id, outcome: 'SATISFIED', nps: 9, note: '老师耐心，孩子喜欢' },
  });
  await graph.settled();
  listener.fact('回访', `${task.stage}，截止 ${task.dueAt}，NPS ${completeCallback.callbackTask.nps}`);
  return { tasks: callbackTasks.nodes, completed: completeCallback.callbackTask };
}
