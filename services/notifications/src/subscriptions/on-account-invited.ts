import { accountInvited } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { queueNotice } from '../commands/queue-notice.ts';
import { rememberGuardian } from '../commands/remember.ts';
import { wallDay } from '../domain/wording.ts';

/** The code to sign in with for the first time. The login is a phone number, all there is of a guardian crm has not told of yet. */
export const onAccountInvited = on(accountInvited, async ({ branchId, data }, unit) => {
  const { guardianId, login, name, activationCode, expiresAt } = data;
  await rememberGuardian(unit, { guardianId, branchId, name, phone: login });
  await queueNotice(unit, {
    key: 'ACCOUNT_INVITED',
    guardianId,
    studentId: null,
    branchId,
    values: ({ locale, timeZone }) => ({ login, activationCode, expiresOn: wallDay(expiresAt, timeZone, locale) }),
  });
});
