import type { NotificationPolicy } from '@grafana/grafana-foundation-sdk/alerting';
import type { GrafanaContent, MuteTiming } from '../content.ts';

/** A configuration of Alertmanager: Grafana embeds one, so the real one says whether policies and mute timings hold. */
export interface AlertmanagerConfig {
  readonly route: AlertmanagerRoute;
  readonly receivers: readonly {
    readonly name: string;
    readonly webhook_configs?: readonly { readonly url: string }[];
  }[];
  readonly time_intervals: readonly MuteTiming[];
}

type AlertmanagerRoute = Omit<
  NotificationPolicy,
  'matchers' | 'object_matchers' | 'provenance' | 'routes'
> & {
  readonly matchers?: readonly string[];
  readonly routes?: readonly AlertmanagerRoute[];
};

/**
 * Policies, contact points and mute timings as Alertmanager reads them; as JSON it is YAML too.
 * @param webhookOf Where a receiver sends to; absent: nowhere.
 */
export function toAlertmanager(
  {
    policies,
    contactPoints,
    muteTimings,
  }: Pick<GrafanaContent, 'policies' | 'contactPoints' | 'muteTimings'>,
  webhookOf?: (receiver: string) => string,
): AlertmanagerConfig | undefined {
  if (policies === undefined) return undefined;
  const names = [...new Set(contactPoints.map(({ name = '' }) => name))];
  return {
    route: toRoute(policies),
    receivers: names.map((name) => ({
      name,
      ...(webhookOf && { webhook_configs: [{ url: webhookOf(name) }] }),
    })),
    time_intervals: muteTimings,
  };
}

function toRoute({
  object_matchers,
  matchers,
  routes,
  provenance,
  ...rest
}: NotificationPolicy): AlertmanagerRoute {
  return {
    ...rest,
    ...(object_matchers && { matchers: object_matchers.map(toMatcher) }),
    ...(routes && { routes: routes.map(toRoute) }),
  };
}

const toMatcher = ([label = '', operator = '=', value = '']: readonly string[]): string =>
  `${JSON.stringify(label)}${operator}${JSON.stringify(value)}`;
