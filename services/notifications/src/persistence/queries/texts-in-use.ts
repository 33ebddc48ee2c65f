import type { Locale } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type NoticeText, SHIPPED_TEMPLATES } from '../../domain/shipped-templates.ts';
import type { Channel, NoticeKey } from '../../domain/template-keys.ts';
import { Template } from '../entities/template.ts';

/** The text in use for a channel: its own, else the one for every channel, else the shipped one (version 0). */
export async function textInUse(
  em: SqlEntityManager,
  key: NoticeKey,
  locale: Locale,
  channel: Channel | undefined,
): Promise<NoticeText & { templateVersion: number }> {
  const texts = await em.find(Template, { key, locale, current: true });
  const own = texts.find((text) => text.channel && text.channel === channel) ?? texts.find((text) => !text.channel);
  return own ?? { ...SHIPPED_TEMPLATES[key][locale], templateVersion: 0 };
}
