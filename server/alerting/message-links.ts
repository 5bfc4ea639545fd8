import { join, resolve } from 'node:path';
import { MAIL_LINK_MS, signMailLink } from '../../alerts/notifications/links/mail-link.ts';
import { pageAddress } from '../../alerts/notifications/messages/addresses.ts';
import type { ComposeOptions } from '../../alerts/notifications/messages/words/compose-options.ts';
import type { Config } from '../../config/load-config.ts';
import type { AlertRecipient } from '../../core/domain/alert-settings.ts';
import { UIDS } from '../../dashboards/components/links.ts';

/** Where messages lead to, by the settings. */
export function messageLinks({
  alerts,
  grafana,
}: Pick<Config['settings'], 'alerts' | 'grafana'>): NonNullable<ComposeOptions['links']> {
  return {
    ...(alerts?.pageUrl !== undefined && { page: { url: alerts.pageUrl, incidents: '/incidents/' } }),
    ...(grafana?.url !== undefined && { grafana: { url: grafana.url, uids: UIDS } }),
  };
}

const PROGRAM = join(import.meta.dirname, '../../camwatch');

export interface SignedWays {
  /** That links are signed with; absent: there are none. */
  readonly linkKey?: string | undefined;
  readonly nowMs: () => number;
}

/** How a recipient acts on what it reads: by a link of its own where there is a page, else by a command. */
export function messageWays(
  { dir, settings: { alerts } }: Pick<Config, 'settings'> & Partial<Pick<Config, 'dir'>>,
  { id, language }: Pick<AlertRecipient, 'id' | 'language'>,
  { linkKey, nowMs }: SignedWays,
): NonNullable<ComposeOptions['ways']> {
  const pageUrl = alerts?.pageUrl;
  const ways = { program: PROGRAM, ...(dir !== undefined && { configDir: resolve(dir) }) };
  if (pageUrl === undefined || linkKey === undefined) return ways;
  return {
    ...ways,
    acknowledge: (incident) => {
      const link = signMailLink(linkKey, { recipient: id, incident, endsMs: nowMs() + MAIL_LINK_MS });
      return pageAddress(pageUrl, `/by-mail/${link}`, language);
    },
  };
}
