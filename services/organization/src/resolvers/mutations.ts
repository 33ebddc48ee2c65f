import { activateAccount } from '../commands/activate-account.ts';
import { addStaff } from '../commands/add-staff.ts';
import { openBranch } from '../commands/open-branch.ts';
import { openRegion } from '../commands/open-region.ts';
import { registerClientApp } from '../commands/register-client-app.ts';
import { replayParkedMessages } from '../commands/replay-parked-messages.ts';
import { revokeClientApp } from '../commands/revoke-client-app.ts';
import { revokeToken } from '../commands/revoke-token.ts';
import { rotateClientAppSecret } from '../commands/rotate-client-app-secret.ts';
import { signIn } from '../commands/sign-in.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';
import type { ResolverOptions } from './options.ts';

export const mutations = ({ database, tokens }: ResolverOptions): MutationResolvers => ({
  signIn: (_, { input }, { now, correlationId, clientAddress }) =>
    signIn({ database, tokens, now, correlationId, clientAddress }, input),
  activateAccount: (_, { input }, { now, correlationId, clientAddress }) =>
    activateAccount({ database, tokens, now, correlationId, clientAddress }, input),
  openRegion: async (_, { input }, { write }) => ({ region: await write((unit) => openRegion(unit, input)) }),
  openBranch: async (_, { input }, { write }) => ({ branch: await write((unit) => openBranch(unit, input)) }),
  addStaff: async (_, { input }, { write }) => ({ staffMember: await write((unit) => addStaff(unit, input)) }),
  registerClientApp: (_, { input }, { write }) => write((unit) => registerClientApp(unit, input)),
  rotateClientAppSecret: (_, { input }, { write }) => write((unit) => rotateClientAppSecret(unit, input.clientAppId)),
  revokeClientApp: async (_, { input }, { write }) => ({
    clientApp: await write((unit) => revokeClientApp(unit, input.clientAppId)),
  }),
  revokeToken: async (_, { input }, { write }) => ({
    tokenId: await write((unit) => revokeToken(unit, input.tokenId)),
  }),
  replayParkedMessages: async (_, { input }, { write }) => ({
    replays: await write((unit) => replayParkedMessages(unit, input.parkedMessageIds)),
  }),
});
