import { forbidden } from '@campusgraph/errors';

/** What holds for the whole chain is decided by those who see all of it. Throws WHOLE_CHAIN_ONLY. */
export function refusePartOfChain(branches: 'ALL' | readonly string[]): void {
  if (branches === 'ALL') return;
  throw forbidden('WHOLE_CHAIN_ONLY', {
    en: 'This would apply to every branch, and your sign-in covers only some. Name a branch, or ask headquarters.',
    'zh-CN': '该设置将适用于所有校区,而您的权限仅限部分校区;请指定校区或联系总部。',
  });
}
