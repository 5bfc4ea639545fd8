import type { RuleGroup } from '@grafana/grafana-foundation-sdk/alerting';
import { asObject, asObjects, type JsonObject, numberOf, textOf, toJsonObject } from '../../api/json.ts';
import { type Kind, lockOf, MANAGED_BY, nameOf, provenanceHeaders, type Wanted } from '../../api/kind.ts';
import { withDefaults, withoutEmpty, withoutKeys } from '../../api/normalise.ts';

const SEPARATOR = '/';

/** Titles of groups may hold the separator, uids of folders may not. */
export function wantedRuleGroup({
  folderUid = '',
  title = '',
  interval = 60,
  rules = [],
}: RuleGroup): Wanted {
  return {
    kind: 'rule-group',
    key: `${folderUid}${SEPARATOR}${title}`,
    title,
    body: { interval, rules: rules.map((rule) => normaliseRule(withMark(toJsonObject(rule)))) },
  };
}

function partsOf(key: string) {
  const at = key.indexOf(SEPARATOR);
  return { folderUid: key.slice(0, at), title: key.slice(at + SEPARATOR.length) };
}

function path(key: string): string {
  const { folderUid, title } = partsOf(key);
  return `/api/v1/provisioning/folder/${encodeURIComponent(folderUid)}/rule-groups/${encodeURIComponent(title)}`;
}

export const ruleGroupKind: Kind = {
  async find({ client }, key) {
    const answer = await client.read(path(key), nameOf('rule-group', key));
    const group = asObject(answer);
    const rules = asObjects(group.rules);
    if (rules.length === 0) return undefined;
    const provenance = rules.map((rule) => textOf(rule.provenance)).find((text) => text !== '') ?? '';
    const strangers = rules.filter((rule) => !isMarked(rule)).map((rule) => textOf(rule.title));
    return {
      body: { interval: numberOf(group.interval) ?? 60, rules: rules.map(normaliseRule) },
      isMarked: strangers.length < rules.length,
      provenance,
      ...lockOf(provenance),
      ...(strangers.length > 0 && { strangers }),
    };
  },

  async write(context, { key, body }, found) {
    const { folderUid, title } = partsOf(key);
    const rules = asObjects(body.rules).map((rule) => ({
      ...rule,
      folderUID: folderUid,
      ruleGroup: title,
      orgID: 1,
    }));
    await context.client.write('PUT', path(key), nameOf('rule-group', key), {
      body: { title, folderUid, interval: body.interval, rules },
      headers: provenanceHeaders(context, found),
    });
  },

  /** Rule by rule, so that what a person put into the group stays; a group without rules is none. */
  async remove({ client }, key, found) {
    for (const rule of asObjects(found.body.rules)) {
      const uid = textOf(rule.uid);
      if (!isMarked(rule)) continue;
      const rulePath = `/api/v1/provisioning/alert-rules/${encodeURIComponent(uid)}`;
      await client.write('DELETE', rulePath, nameOf('rule-group', key, textOf(rule.title)), {
        expect: [404],
      });
    }
    return found.strangers && { reason: 'holds-others', detail: found.strangers.join(', ') };
  },
};

function isMarked(rule: JsonObject): boolean {
  return asObject(rule.labels).managed_by === MANAGED_BY;
}

function withMark(rule: JsonObject): JsonObject {
  return { ...rule, labels: { ...asObject(rule.labels), managed_by: MANAGED_BY } };
}

const FILLED_IN = ['id', 'orgID', 'folderUID', 'ruleGroup', 'updated', 'provenance'];

function normaliseRule(rule: JsonObject): JsonObject {
  return withDefaults(
    withoutEmpty({ ...withoutKeys(rule, FILLED_IN), data: asObjects(rule.data).map(normaliseQuery) }),
    { isPaused: false },
  );
}

/** What Grafana puts into the model of a query that does not say it. */
const MODEL_DEFAULTS = { intervalMs: 1_000, maxDataPoints: 43_200 };

function normaliseQuery(query: JsonObject): JsonObject {
  return {
    ...query,
    relativeTimeRange: withDefaults(asObject(query.relativeTimeRange), { from: 0, to: 0 }),
    model: withDefaults(asObject(query.model), MODEL_DEFAULTS),
  };
}
