import { assignLead, claimLead } from '../commands/assign-lead.ts';
import { bookTrialLesson } from '../commands/book-trial-lesson.ts';
import { captureLead } from '../commands/capture-lead.ts';
import { convertLead } from '../commands/convert-lead.ts';
import { registerGuardian, updateGuardian } from '../commands/guardians.ts';
import { logFollowUp } from '../commands/log-follow-up.ts';
import { loseLead } from '../commands/lose-lead.ts';
import { mergeLeads } from '../commands/merge-leads.ts';
import { recordTrialOutcome } from '../commands/record-trial-outcome.ts';
import { recycleIdleLeads } from '../commands/recycle-idle-leads.ts';
import { setLeadPolicy } from '../commands/set-lead-policy.ts';
import { startLeadImport } from '../commands/start-lead-import.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const mutations: MutationResolvers = {
  captureLead: async (_, { input }, { write }) => ({ lead: await write((unit) => captureLead(unit, input)) }),
  logFollowUp: (_, { input }, { write }) => write((unit) => logFollowUp(unit, input)),
  assignLead: async (_, { input }, { write }) => ({ lead: await write((unit) => assignLead(unit, input)) }),
  claimLead: async (_, { input }, { write }) => ({ lead: await write((unit) => claimLead(unit, input.leadId)) }),
  recycleIdleLeads: async (_, { input }, { write }) => ({
    leads: await write((unit) => recycleIdleLeads(unit, input.branchId)),
  }),
  bookTrialLesson: (_, { input }, { write }) => write((unit) => bookTrialLesson(unit, input)),
  recordTrialOutcome: (_, { input }, { write }) => write((unit) => recordTrialOutcome(unit, input)),
  convertLead: (_, { input }, { write }) => write((unit) => convertLead(unit, input)),
  loseLead: async (_, { input }, { write }) => ({ lead: await write((unit) => loseLead(unit, input)) }),
  mergeLeads: async (_, { input }, { write }) => ({ lead: await write((unit) => mergeLeads(unit, input)) }),
  registerGuardian: async (_, { input }, { write }) => ({
    guardian: await write((unit) => registerGuardian(unit, input)),
  }),
  updateGuardian: async (_, { input }, { write }) => ({ guardian: await write((unit) => updateGuardian(unit, input)) }),
  startLeadImport: async (_, { input }, { write }) => ({
    leadImport: await write((unit) => startLeadImport(unit, input)),
  }),
  setLeadPolicy: async (_, { input }, { write }) => ({ leadPolicy: await write((unit) => setLeadPolicy(unit, input)) }),
};
