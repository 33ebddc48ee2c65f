import { cancelSuspension } from '../commands/cancel-suspension.ts';
import { mergeClassGroups } from '../commands/merge-class-groups.ts';
import { promoteClassGroup } from '../commands/promote-class-group.ts';
import { reopenClassGroup } from '../commands/reopen-class-group.ts';
import { resumeEnrollment } from '../commands/resume-enrollment.ts';
import { suspendEnrollment } from '../commands/suspend-enrollment.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const classChangeMutations = {
  suspendEnrollment: async (_, { input }, { write }) => ({
    enrollmentSuspension: await write((unit) => suspendEnrollment(unit, input)),
  }),
  resumeEnrollment: async (_, { input }, { write }) => ({
    enrollmentSuspension: await write((unit) => resumeEnrollment(unit, input)),
  }),
  cancelSuspension: async (_, { input }, { write }) => ({
    enrollmentSuspension: await write((unit) => cancelSuspension(unit, input)),
  }),
  promoteClassGroup: async (_, { input }, { write }) => ({
    classPromotion: await write((unit) => promoteClassGroup(unit, input)),
  }),
  mergeClassGroups: (_, { input }, { write }) => write((unit) => mergeClassGroups(unit, input)),
  reopenClassGroup: (_, { input }, { write }) => write((unit) => reopenClassGroup(unit, input)),
} satisfies MutationResolvers;
