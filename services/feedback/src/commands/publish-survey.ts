import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { refusePartOfChain } from '../domain/reach.ts';
import type { SurveyKind } from '../domain/score-scale.ts';
import { checkSurvey, type SurveyOccasion, type SurveyQuestion } from '../domain/survey.ts';
import { Survey } from '../persistence/entities/survey.ts';
import { latestSurvey } from '../persistence/queries/in-force.ts';
import { shipDefaults } from './ship-defaults.ts';

export interface PublishSurveyInput {
  occasion: SurveyOccasion;
  kind: SurveyKind;
  title: string;
  questions: readonly SurveyQuestion[];
  openDays: number;
}

/** Puts a survey in force for an occasion; invitations that are out keep the one they were sent with. */
export async function publishSurvey(unit: UnitOfWork, input: PublishSurveyInput): Promise<Survey> {
  const { em, principal, now } = unit;
  checkSurvey(input);
  refusePartOfChain(principal.branches);
  await shipDefaults(unit);
  const { occasion, kind, title, openDays } = input;
  const former = await latestSurvey(em, occasion);
  if (former) former.retiredAt = now;
  const survey = em.create(Survey, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    occasion,
    kind,
    edition: (former?.edition ?? 0) + 1,
    title,
    questions: input.questions.map(({ code, text }) => ({ code, text })),
    openDays,
    publishedAt: now,
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'survey_edition') ? changedMeanwhile(occasion) : error;
  });
  return survey;
}

const changedMeanwhile = (occasion: SurveyOccasion) =>
  conflict(
    'SURVEY_CHANGED',
    {
      en: `Somebody published a survey for ${occasion} at the same moment. Look at it, then publish yours again.`,
      'zh-CN': `他人刚刚发布了 ${occasion} 的问卷,请查看后重试。`,
    },
    { occasion },
  );
