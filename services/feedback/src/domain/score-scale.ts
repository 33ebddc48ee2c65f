import { invalid } from '@campusgraph/errors';

/** What is asked: how satisfied (CSAT), whether one would recommend us (NPS), how easy it was (CES). */
export const SURVEY_KINDS = ['CSAT', 'NPS', 'CES'] as const;
export type SurveyKind = (typeof SURVEY_KINDS)[number];

/** The lowest and the highest score of each kind; a higher one is always better (rules.md, Measures). */
export const SCORE_SCALE: Readonly<Record<SurveyKind, { lowest: number; highest: number }>> = {
  CSAT: { lowest: 1, highest: 5 },
  NPS: { lowest: 0, highest: 10 },
  CES: { lowest: 1, highest: 7 },
};

/** The score itself, when it is a whole number on the scale of its kind. Throws SCORE_OUT_OF_SCALE. */
export function onScale(kind: SurveyKind, score: number): number {
  const { lowest, highest } = SCORE_SCALE[kind];
  if (Number.isInteger(score) && score >= lowest && score <= highest) return score;
  throw invalid(
    'SCORE_OUT_OF_SCALE',
    {
      en: `The ${kind} score must be a whole number from ${lowest} to ${highest}, not ${score}.`,
      'zh-CN': `${kind} 评分须为 ${lowest} 到 ${highest} 的整数,收到 ${score}。`,
    },
    { kind, score, lowest, highest },
  );
}
