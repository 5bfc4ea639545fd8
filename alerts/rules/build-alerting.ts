import { type RuleGroup, RuleGroupBuilder } from '@grafana/grafana-foundation-sdk/alerting';
import type { GrafanaContent } from '../../grafana/content.ts';
import type { AlertedCity, AlertingOptions } from './alerted-city.ts';
import { buildBurnRules } from './burn-rules.ts';
import { buildClusterRules } from './cluster-rules.ts';
import { buildCollectorRules } from './collector-rules.ts';
import { buildContactPoints } from './contact-points.ts';
import { buildDeviceRules } from './device-rules.ts';
import { buildFleetRules } from './fleet-rules.ts';
import { buildIncidentRules } from './incident-rules.ts';
import { buildLinkRules } from './link-rules.ts';
import { buildMaintenanceMutes } from './maintenance-mutes.ts';
import { buildMessageTemplates } from './message-templates.ts';
import { placeRule } from './place-rule.ts';
import { buildPolicies, SHOWN_ONLY } from './policies.ts';
import { type AlertRule, buildRule, GROUPS, RULES_FOLDER_UID } from './rule.ts';
import { ruleTextsOf } from './rule-texts.ts';

export type Alerting = Pick<
  GrafanaContent,
  'muteTimings' | 'templates' | 'contactPoints' | 'policies' | 'ruleGroups'
>;

/**
 * Grafana's rules, whom they tell and when they are silent. Without contact points in the settings there are no policies
 * either: the tree of the organisation is left to whoever owns it.
 */
export function buildAlerting(city: AlertedCity, options: AlertingOptions): Alerting {
  const ruleGroups = buildRuleGroups(city, options);
  const contactPoints = buildContactPoints(city, options.language);
  if (contactPoints.length === 0) return { muteTimings: [], templates: [], contactPoints, ruleGroups };
  const { timeZone } = city.settings.city;
  const mutes = buildMaintenanceMutes(city.inventory, options.maintenance, timeZone);
  return {
    muteTimings: [SHOWN_ONLY, ...mutes.map(({ timing }) => timing)],
    templates: buildMessageTemplates(city),
    contactPoints,
    policies: buildPolicies(city, mutes),
    ruleGroups,
  };
}

function buildRuleGroups(city: AlertedCity, { language, ...options }: AlertingOptions): readonly RuleGroup[] {
  const texts = ruleTextsOf(language);
  const rules: readonly AlertRule[] = [
    ...buildCollectorRules(texts),
    ...buildIncidentRules(texts),
    ...buildClusterRules(texts),
    ...buildFleetRules(city, texts),
    ...buildLinkRules(city, texts),
    ...buildDeviceRules(city, texts),
    ...buildBurnRules(city, texts),
  ];
  const placed = rules.flatMap((rule) => placeRule(rule, city, options));
  return Object.entries(GROUPS).map(([group, everyMs]) =>
    new RuleGroupBuilder(group)
      .folderUid(RULES_FOLDER_UID)
      .interval(everyMs / 1_000)
      .rules(placed.filter(({ rule }) => rule.group === group).map(({ rule, uid }) => buildRule(rule, uid)))
      .build(),
  );
}
