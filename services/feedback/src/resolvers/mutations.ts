import { answerSurvey } from '../commands/answer-survey.ts';
import { completeCallback } from '../commands/complete-callback.ts';
import { defineCallbackPlan } from '../commands/define-callback-plan.ts';
import { publishSurvey } from '../commands/publish-survey.ts';
import { reassignCallback } from '../commands/reassign-callback.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const mutations: MutationResolvers = {
  defineCallbackPlan: async (_, { input }, { write }) => ({
    callbackPlan: await write((unit) => defineCallbackPlan(unit, input)),
  }),
  completeCallback: async (_, { input }, { write }) => ({
    callbackTask: await write((unit) => completeCallback(unit, input)),
  }),
  reassignCallback: async (_, { input }, { write }) => ({
    callbackTask: await write((unit) => reassignCallback(unit, input)),
  }),
  publishSurvey: async (_, { input }, { write }) => ({ survey: await write((unit) => publishSurvey(unit, input)) }),
  answerSurvey: async (_, { input }, { write }) => ({
    surveyResponse: await write((unit) => answerSurvey(unit, input)),
  }),
};
