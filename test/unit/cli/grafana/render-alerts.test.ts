import { expect, test } from 'vitest';
import { renderAlerts } from '#cli/grafana/render-alerts.ts';
import type { EvaluatedRule } from '#grafana/check/evaluate-rule.ts';

test('an alert is one line, whatever InfluxDB has as a label', () => {
  const labels = { notify: 'page', collector: 'a\n0 of 1 rules have nothing to tell\u202e' };
  const rules: readonly EvaluatedRule[] = [
    { uid: 'camwatch-collector-silent', alerts: [{ state: 'firing', labels, values: { AGE: 3 } }] },
  ] as never;

  expect(renderAlerts(rules)).toEqual([
    'camwatch-collector-silent: firing collector=a 0 of 1 rules have nothing to tell  (AGE 3)',
    '0 of 1 rules have nothing to tell',
  ]);
});
