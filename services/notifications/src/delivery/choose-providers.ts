import type { Logger } from '@campusgraph/logging';
import { createLogProvider } from './log-provider.ts';
import type { DeliveryProvider } from './provider.ts';
import { createSmtpProvider } from './smtp-provider.ts';

export interface ProviderConfig {
  /** SMTP servers in the order to be asked; none: the log stands for e-mail. */
  smtpUrls?: readonly string[];
  /** Whom mails come from: `School <school@example.com>`. */
  sender?: string;
  /** Show what notices say in the log, on a developer's machine only: activation codes and names are in it. */
  showNoticesInLog?: boolean;
}

/** Mail by SMTP where there is a server; the log stands for messages on the phone, and for mail without one. */
export function chooseProviders(
  { smtpUrls = [], sender = 'CampusGraph <noreply@localhost>', showNoticesInLog = false }: ProviderConfig,
  logger: Logger,
): DeliveryProvider[] {
  const log = { logger, showText: showNoticesInLog };
  const mail = smtpUrls.map((url, position) => createSmtpProvider({ name: `smtp-${position + 1}`, url, sender }));
  return [
    ...(mail.length > 0 ? mail : [createLogProvider({ ...log, channel: 'EMAIL' })]),
    createLogProvider({ ...log, channel: 'SMS' }),
  ];
}
