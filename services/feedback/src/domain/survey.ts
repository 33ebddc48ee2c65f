import { conflict, invalid } from '@campusgraph/errors';

/** What makes a survey go out by itself. */
export const SURVEY_OCCASIONS = ['TICKET_CONFIRMED', 'REFUND_PAID'] as const;
export type SurveyOccasion = (typeof SURVEY_OCCASIONS)[number];

/** One question as the customer reads it. The first one is answered by the score, the others in words. */
export interface SurveyQuestion {
  code: string;
  text: string;
}

const LONGEST_DAYS = 90;

/**
 * Throws INVALID_SURVEY, naming the argument, for a survey without a title or a question, with a question that says nothing
 * or a doubled code, or open for less than 1 or more than 90 days.
 */
export function checkSurvey(survey: { title: string; questions: readonly SurveyQuestion[]; openDays: number }): void {
  const problem = problemOf(survey);
  if (!problem) return;
  throw invalid(
    'INVALID_SURVEY',
    {
      en: `The survey cannot be published: ${problem.en} (${problem.argument}).`,
      'zh-CN': `问卷无法发布:${problem['zh-CN']}(${problem.argument})。`,
    },
    { argument: problem.argument },
  );
}

function problemOf({ title, questions, openDays }: Parameters<typeof checkSurvey>[0]) {
  if (title.trim() === '') return { argument: 'title', en: 'it has no title', 'zh-CN': '缺少标题' };
  if (questions.length === 0) return { argument: 'questions', en: 'it asks nothing', 'zh-CN': '没有题目' };
  for (const argument of ['code', 'text'] as const) {
    const silent = questions.findIndex((question) => question[argument].trim() === '');
    if (silent < 0) continue;
    return {
      argument: `questions[${silent}].${argument}`,
      en: 'a question is empty',
      'zh-CN': '题目内容为空',
    };
  }
  if (new Set(questions.map(({ code }) => code)).size < questions.length) {
    return { argument: 'questions', en: 'two questions have the same code', 'zh-CN': '题目编号重复' };
  }
  if (Number.isInteger(openDays) && openDays >= 1 && openDays <= LONGEST_DAYS) return undefined;
  return {
    argument: 'openDays',
    en: `it must stay open for 1 to ${LONGEST_DAYS} whole days, not ${openDays}`,
    'zh-CN': `开放天数须为 1 到 ${LONGEST_DAYS} 的整数,收到 ${openDays}`,
  };
}

/** Throws SURVEY_ALREADY_ANSWERED or SURVEY_EXPIRED; an invitation is good for one answer, until `expiresAt`. */
export function refuseClosedInvitation(
  invitation: { id: string; answeredAt?: Date | null | undefined; expiresAt: Date },
  now: Date,
): void {
  if (invitation.answeredAt) {
    const at = invitation.answeredAt.toISOString();
    throw conflict(
      'SURVEY_ALREADY_ANSWERED',
      {
        en: `This survey was answered at ${at}; it can be answered once.`,
        'zh-CN': `该问卷已于 ${at} 填写,每份邀请只能填写一次。`,
      },
      { invitationId: invitation.id, answeredAt: at },
    );
  }
  if (now >= invitation.expiresAt) {
    const at = invitation.expiresAt.toISOString();
    throw conflict(
      'SURVEY_EXPIRED',
      {
        en: `This survey was open until ${at}. Ask the school for a new one.`,
        'zh-CN': `该问卷已于 ${at} 截止,请联系校区重新发送。`,
      },
      { invitationId: invitation.id, expiresAt: at },
    );
  }
}
