import { forbidden } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';

/** What holds for every branch is set by whoever has every branch. Throws ORGANIZATION_WIDE; `what` is the argument. */
export function checkEverywhere({ principal }: UnitOfWork, what: string): void {
  if (principal.branches === 'ALL') return;
  throw forbidden(
    'ORGANIZATION_WIDE',
    {
      en: `Only who has every branch may set what holds for all of them (${what}). Ask headquarters.`,
      'zh-CN': `只有拥有全部校区权限者才能设置对所有校区生效的内容(${what}),请联系总部。`,
    },
    { argument: what },
  );
}
