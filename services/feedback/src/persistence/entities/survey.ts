import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { SURVEY_KINDS } from '../../domain/score-scale.ts';
import { SURVEY_OCCASIONS, type SurveyQuestion } from '../../domain/survey.ts';

const surveySchema = defineEntity({
  name: 'Survey',
  tableName: 'survey',
  properties: {
    ...aggregateProperties,
    occasion: oneOf(...SURVEY_OCCASIONS),
    kind: oneOf(...SURVEY_KINDS),
    /** Counts up from 1 per occasion; `version` is the row's lock. */
    edition: p.integer(),
    title: p.text(),
    questions: p.json<readonly SurveyQuestion[]>(),
    openDays: p.integer(),
    publishedAt: instant(),
    retiredAt: instant().nullable(),
  },
  uniques: [{ name: 'survey_edition', properties: ['organizationId', 'occasion', 'edition'] }],
  indexes: [{ name: 'survey_created', properties: ['organizationId', 'createdAt', 'id'] }],
  ...tenantPolicies('survey', { branch: 'none', family: 'visible' }),
});

export class Survey extends surveySchema.class {}
surveySchema.setClass(Survey);
