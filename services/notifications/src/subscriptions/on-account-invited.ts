import { accountInvited } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import { queueNotices } from '../commands/queue-notices.ts';
import { rememberLogins } from '../commands/remember.ts';
import { wallDay } from '../domain/wording.ts';

/** The login is a phone number, all there is of a guardian crm has not told of yet. */
export const onLoginInvited = onBatch(accountInvited, (events, unit) =>
  rememberLogins(
    unit,
    events.map(({ branchId, data: { guardianId, name, login } }) => ({ guardianId, branchId, name, phone: login })),
  ),
);

/** The code to sign in with for the first time. */
export const onAccountInvited = onBatch(accountInvited, (events, unit) =>
  queueNotices(
    unit,
    'ACCOUNT_INVITED',
    events.map(({ branchId, data: { guardianId, login, activationCode, expiresAt } }) => ({
      guardianId,
      studentId: null,
      branchId,
      values: ({ locale, timeZone }) => ({ login, activationCode, expiresOn: wallDay(expiresAt, timeZone, locale) }),
    })),
  ),
);
