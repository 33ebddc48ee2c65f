import { forbidden, invalid, notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkQuietHours } from '../domain/quiet-hours.ts';
import { type Channel, NOTICE_KINDS, type NoticeKey } from '../domain/template-keys.ts';
import { GuardianCopy } from '../persistence/entities/guardian-copy.ts';
import { Preference } from '../persistence/entities/preference.ts';
import { SHIPPED_PREFERENCE } from '../persistence/queries/preferences-by-guardian.ts';

export interface SetPreference {
  guardianId?: string | null | undefined;
  preferredChannel?: Channel | null | undefined;
  quietFrom?: string | null | undefined;
  quietTo?: string | null | undefined;
  mutedKeys?: readonly NoticeKey[] | null | undefined;
}

/** How a guardian wants to be told. Throws NOT_YOUR_FAMILY, GUARDIAN_NOT_FOUND, NOTICE_NOT_MUTABLE, INVALID_QUIET_HOURS. */
export async function setPreference(unit: UnitOfWork, input: SetPreference): Promise<Preference> {
  const { em, principal, now } = unit;
  const guardianId = chooseGuardian(unit, input.guardianId);
  const guardian = await em.findOne(GuardianCopy, { guardianId });
  if (!guardian) throw notFound('Guardian', guardianId);
  const known = await em.findOne(Preference, { guardianId });
  const former = known ?? SHIPPED_PREFERENCE;
  const hours = checkQuietHours({ from: input.quietFrom ?? former.quietFrom, to: input.quietTo ?? former.quietTo });
  const owed = (input.mutedKeys ?? []).find((key) => !NOTICE_KINDS[key].mutable);
  if (owed) throw notMutable(owed);
  const wishes = {
    branchIds: guardian.branchIds ?? null,
    preferredChannel: input.preferredChannel ?? former.preferredChannel,
    quietFrom: hours.from,
    quietTo: hours.to,
    mutedKeys: [...new Set(input.mutedKeys ?? former.mutedKeys)],
  };
  if (known) return em.assign(known, wishes);
  const { organizationId } = principal;
  return em.create(Preference, { id: newId(), organizationId, createdAt: now, guardianId, ...wishes });
}

function chooseGuardian({ principal }: UnitOfWork, named: string | null | undefined): string {
  const own = principal.guardianId;
  if (own && named && named !== own) throw notYourFamily(named);
  const guardianId = own ?? named;
  if (guardianId) return guardianId;
  throw invalid('GUARDIAN_REQUIRED', {
    en: 'Say whose preference it is: give guardianId.',
    'zh-CN': '请填写 guardianId,指明是哪位家长的偏好。',
  });
}

const notYourFamily = (guardianId: string) =>
  forbidden(
    'NOT_YOUR_FAMILY',
    {
      en: `You can set your own preference only, not that of guardian ${guardianId}. Leave guardianId out.`,
      'zh-CN': `您只能设置自己的通知偏好,不能设置家长 ${guardianId} 的,请省略 guardianId。`,
    },
    { guardianId },
  );

const notMutable = (key: NoticeKey) =>
  invalid(
    'NOTICE_NOT_MUTABLE',
    {
      en: `${key} cannot be muted: the school owes this notice. Leave it out.`,
      'zh-CN': `${key} 属于学校必须发送的通知,不能关闭,请将其移除。`,
    },
    { key },
  );
