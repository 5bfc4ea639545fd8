import { onOneLine } from '../../core/text/shown-text.ts';
import type { EvaluatedAlert, EvaluatedRule } from '../../grafana/check/evaluate-rule.ts';

/** Labels that say of which kind an alert is, not where. */
const OF_THE_RULE = new Set(['managed_by', 'notify', 'severity']);

/** A line for each alert that fires or waits, by rule; rules without one are counted. */
export function renderAlerts(rules: readonly EvaluatedRule[]): readonly string[] {
  const told = rules.flatMap(({ uid, alerts, error }) => {
    if (error !== undefined) return [`${uid}: could not be evaluated: ${error}`];
    return alerts.filter(({ state }) => state !== 'normal').map((alert) => `${uid}: ${renderAlert(alert)}`);
  });
  const quiet = rules.filter(
    ({ alerts, error }) => error === undefined && alerts.every(({ state }) => state === 'normal'),
  );
  return [...told, `${quiet.length} of ${rules.length} rules have nothing to tell`];
}

function renderAlert({ state, labels, values }: EvaluatedAlert): string {
  const places = Object.entries(labels)
    .filter(([name]) => !OF_THE_RULE.has(name))
    .map(([name, value]) => onOneLine(`${name}=${value}`));
  const numbers = Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${Number(value?.toPrecision(4))}`);
  return [state, ...places, ...(numbers.length > 0 ? [`(${numbers.join(', ')})`] : [])].join(' ');
}
