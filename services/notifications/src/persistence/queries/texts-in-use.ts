import type { Locale } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type NoticeText, SHIPPED_TEMPLATES } from '../../domain/shipped-templates.ts';
import type { Channel, NoticeKey } from '../../domain/template-keys.ts';
import { Template } from '../entities/template.ts';

/** The text for a language and channel; version 0: the shipped one. */
export type ChooseText = (locale: Locale, channel: Channel | undefined) => NoticeText & { templateVersion: number };

/** The texts in use for a notice: a channel's own, else the one for every channel, else the shipped one. */
export async function textsInUse(em: SqlEntityManager, key: NoticeKey): Promise<ChooseText> {
  const texts = await em.find(Template, { key, current: true });
  return (locale, channel) => {
    const inLocale = texts.filter((text) => text.locale === locale);
    const own = inLocale.find((text) => text.channel && text.channel === channel);
    const { subject, body, templateVersion } = own ??
      inLocale.find((text) => !text.channel) ?? { ...SHIPPED_TEMPLATES[key][locale], templateVersion: 0 };
    return { subject, body, templateVersion };
  };
}
