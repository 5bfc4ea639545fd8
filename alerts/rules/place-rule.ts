import { zonesOf } from '../../core/leases/share.ts';
import { measuredAt, type Sources, sourcesOf } from '../../grafana/measured-at.ts';
import { uidOf } from '../../grafana/uid.ts';
import type { AlertedCity } from './alerted-city.ts';
import type { AlertRule } from './rule.ts';

export interface PlacedRule {
  readonly rule: AlertRule;
  /** Of the data source that it asks. */
  readonly uid: string;
}

/** A rule for each data source that has something for it: Grafana joins no alerts of several. That of the record keeps the name of the rule. */
export function placeRule(
  rule: AlertRule,
  { inventory }: Pick<AlertedCity, 'inventory'>,
  sources: Sources,
): readonly PlacedRule[] {
  const zones = zonesOf(inventory.sites.values());
  const queries = Object.values(rule.values).map(({ query }) => query);
  const measured = rule.asks === 'record' ? [] : measuredAt(zones, sources);
  return sourcesOf(queries.join(' '), sources, measured, '').map(({ uid, name }) => ({
    uid,
    rule:
      uid === sources.dataSourceUid
        ? rule
        : { ...rule, uid: uidOf(rule.uid, name), title: `${rule.title} (${name})` },
  }));
}
