import type { ComposeOptions } from '../../alerts/notifications/messages/words/compose-options.ts';
import type { Config } from '../../config/load-config.ts';
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
