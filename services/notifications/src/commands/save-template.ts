import { conflict, forbidden, invalid, type Locale } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { checkTemplate } from '../domain/render.ts';
import { type Channel, LOCALES, type NoticeKey } from '../domain/template-keys.ts';
import { Template } from '../persistence/entities/template.ts';

export interface SaveTemplate {
  key: NoticeKey;
  locale: string;
  channel?: Channel | null | undefined;
  subject: string;
  body: string;
}

/** `<key>/<locale>/<channel or *>`: what the versions of a text are counted within. */
export const templateSlot = (key: NoticeKey, locale: Locale, channel: Channel | null): string =>
  `${key}/${locale}/${channel ?? '*'}`;

/** Another text from now on, as a new version. Throws what `checkTemplate` throws, UNKNOWN_LOCALE, ORGANIZATION_WIDE_TEXT. */
export async function saveTemplate(unit: UnitOfWork, input: SaveTemplate): Promise<Template> {
  const { em, principal, now } = unit;
  if (principal.branches !== 'ALL') throw organizationWide();
  const locale = LOCALES.find((known) => known === input.locale);
  if (!locale) throw unknownLocale(input.locale);
  const text = checkTemplate(input.key, input);
  const channel = input.channel ?? null;
  const slot = templateSlot(input.key, locale, channel);
  const former = await em.findOne(Template, { slot, current: true });
  if (former) former.current = false;
  const template = em.create(Template, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    key: input.key,
    locale,
    channel,
    slot,
    templateVersion: (former?.templateVersion ?? 0) + 1,
    current: true,
    ...text,
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'template_version') ? changedMeanwhile() : error;
  });
  return template;
}

const organizationWide = () =>
  forbidden('ORGANIZATION_WIDE_TEXT', {
    en: 'Texts are for the whole organization; only who has every branch may change them.',
    'zh-CN': '通知模板适用于全机构,只有拥有全部校区权限者才能修改。',
  });

const unknownLocale = (locale: string) =>
  invalid(
    'UNKNOWN_LOCALE',
    {
      en: `${locale} is not one of ${LOCALES.join(', ')}.`,
      'zh-CN': `语言 ${locale} 不受支持,可选:${LOCALES.join('、')}。`,
    },
    { locale },
  );

const changedMeanwhile = () =>
  conflict('CONCURRENT_CHANGE', {
    en: 'Someone else changed this text at the same moment. Load it again and retry.',
    'zh-CN': '他人刚刚修改了该模板,请刷新后重试。',
  });
