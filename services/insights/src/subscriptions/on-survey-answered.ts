import { surveyAnswered } from '@campusgraph/contracts';
import { addToDays } from '../commands/add-to-days.ts';
import { isSatisfied } from '../domain/satisfaction.ts';
import { fact } from './fact.ts';
import { npsAddition } from './nps-addition.ts';

/** A survey was answered: NPS and CSAT are counted, the effort score stays feedback's. */
export const onSurveyAnswered = fact(surveyAnswered, (events, unit) =>
  addToDays(
    unit,
    events.flatMap(({ branchId, data: { kind, score, answeredAt: at } }) => {
      if (kind === 'NPS') return [npsAddition(branchId, at, score)];
      return kind === 'CSAT' ? [{ branchId, at, csatAnswers: 1, csatSatisfied: isSatisfied(score) ? 1 : 0 }] : [];
    }),
  ),
);
