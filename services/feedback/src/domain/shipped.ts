import type { SurveyKind } from './score-scale.ts';
import type { SurveyOccasion, SurveyQuestion } from './survey.ts';

/** What every organization starts with, until it publishes its own. */
export const SHIPPED_SURVEYS: Readonly<
  Record<SurveyOccasion, { kind: SurveyKind; title: string; questions: readonly SurveyQuestion[]; openDays: number }>
> = {
  TICKET_CONFIRMED: {
    kind: 'CSAT',
    title: '服务满意度调查',
    questions: [
      { code: 'score', text: '您对这次问题的处理满意吗?(1 很不满意 – 5 非常满意)' },
      { code: 'comment', text: '还有什么我们可以做得更好?' },
    ],
    openDays: 14,
  },
  REFUND_PAID: {
    kind: 'CSAT',
    title: '退费服务满意度调查',
    questions: [
      { code: 'score', text: '您对这次退费的办理过程满意吗?(1 很不满意 – 5 非常满意)' },
      { code: 'comment', text: '是什么让您决定离开?我们很想知道。' },
    ],
    openDays: 14,
  },
};

/** The shipped callback plan: every new customer is called within the first week. */
export const SHIPPED_CALLBACK_PLAN = {
  stage: 'FIRST_WEEK',
  name: '首周回访',
  dueWithinDays: 7,
  script: '您好,我是孩子的学习顾问。想了解一下:孩子上课适应吗?老师和时间安排合适吗?您会把我们推荐给朋友吗(0–10 分)?',
} as const;
