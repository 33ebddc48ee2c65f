import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { SHIPPED_QUIET_HOURS } from '../../domain/quiet-hours.ts';
import type { Channel, NoticeKey } from '../../domain/template-keys.ts';
import { GuardianCopy } from '../entities/guardian-copy.ts';
import { Preference } from '../entities/preference.ts';

/** How a guardian wants to be told, as it is now. */
export interface GuardianPreference {
  preferredChannel: Channel;
  quietFrom: string;
  quietTo: string;
  mutedKeys: NoticeKey[];
}

/** What holds until a guardian says otherwise. */
export const SHIPPED_PREFERENCE: GuardianPreference = {
  preferredChannel: 'EMAIL',
  quietFrom: SHIPPED_QUIET_HOURS.from,
  quietTo: SHIPPED_QUIET_HOURS.to,
  mutedKeys: [],
};

/** The preference of each guardian, the shipped one where none was set; null where the guardian is not known. */
export async function preferencesByGuardian(
  em: SqlEntityManager,
  guardianIds: readonly string[],
): Promise<(GuardianPreference | null)[]> {
  const where = { guardianId: { $in: [...guardianIds] } };
  const known = new Set((await em.find(GuardianCopy, where)).map(({ guardianId }) => guardianId));
  const set = new Map((await em.find(Preference, where)).map((preference) => [preference.guardianId, preference]));
  return guardianIds.map((id) => set.get(id) ?? (known.has(id) ? SHIPPED_PREFERENCE : null));
}
