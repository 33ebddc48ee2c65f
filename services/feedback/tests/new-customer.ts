import { contractActivated } from '@campusgraph/contracts';
import { type FeedbackService, family } from './feedback-service.ts';

/** The first money came in. */
export const activation = (school: ReturnType<typeof family>, isRenewal = false) => ({
  ...school.contract,
  totalFen: 300_000,
  paidLessonHundredths: 2_000,
  giftLessonHundredths: 200,
  startsOn: '2026-03-02',
  isRenewal,
  activatedAt: '2026-03-02T01:00:00.000Z',
});

export const TASKS = `query ($filter: CallbackTaskFilter) { callbackTasks(filter: $filter) { totalCount nodes {
  id stage status dueAt isOverdue script outcome nps note branch { id } student { id } guardian { id } owner { id } completedBy { id }
  plan { stage dueWithinDays version branch { id } } } } }`;

/** A school whose customer has just paid: one callback is open. */
export async function newCustomer(feedback: FeedbackService) {
  const school = family();
  await feedback.hear(contractActivated, school.at, activation(school));
  const { data } = await feedback.ask(school.manager, TASKS);
  return { ...school, task: data.callbackTasks.nodes[0] };
}
