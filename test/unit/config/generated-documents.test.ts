import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderReference } from '#cli/render-reference.ts';
import { MoneyRuleKeys } from '#config/contract-terms/money-rules.ts';
import { Terms } from '#config/contract-terms/terms-schema.ts';
import { listEntryKeys, listSettings, type Setting } from '#config/list-settings.ts';
import { renderExampleSettings } from '#config/render-example.ts';
import { Settings } from '#config/settings/settings-schema.ts';

const MINIMAL = {
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: { camera: { reach: { prober: 'icmp' } } },
};

describe('renderExampleSettings', () => {
  test('is valid and says the defaults, but for the sample canary', () => {
    const { collector, ...example } = Settings.parse(parse(renderExampleSettings()));
    const { collector: defaultCollector, ...defaults } = Settings.parse(MINIMAL);

    expect(example).toEqual(defaults);
    expect(collector).toEqual({ ...defaultCollector, canaries: [{ address: '10.0.0.1', expect: 'answer' }] });
  });

  test('is valid with everything switched on', () => {
    // The only contact point of the example is that of the operators, who are of no agency.
    const text = renderExampleSettings().replaceAll(/^(\s*)#(?=\S)(?!agency:|district:)/gm, '$1');

    expect(Settings.parse(parse(text))).toMatchObject({
      influx: { url: 'http://127.0.0.1:8086', password: 'env:INFLUX_PASSWORD', queueLimitBytes: 20e9 },
      grafana: { plainHttp: 'loopback', influx: { version: 1 }, contactPoints: { noc: { type: 'email' } } },
      deadman: { intervalMs: 60_000 },
    });
  });
});

describe('renderReference', () => {
  test('explains every setting', () => {
    const unexplained = (settings: readonly Setting[], parent: string): readonly string[] =>
      settings.flatMap(({ name, about, children }) => [
        ...(about === '' && !name.startsWith('<') ? [`${parent}${name}`] : []),
        ...unexplained(children, `${parent}${name}.`),
      ]);

    expect(unexplained(listSettings(), '')).toEqual([]);
    expect(unexplained(listEntryKeys(Terms), '')).toEqual([]);
    expect(unexplained(listEntryKeys(MoneyRuleKeys), '')).toEqual([]);
  });

  test('has a row for each setting, column and finding', () => {
    const reference = renderReference();

    expect(reference).toContain('| `collector.canaries[].expect` | `answer`, `silence` | `answer` |');
    expect(reference).toContain(
      '| `profiles.<profile>.<indicator>.interval` | duration, at least 1s | `1m` | How often. |',
    );
    expect(reference).toContain('| `channel_of` |  | a channel of a recorder such as nvr-1#4 |');
    expect(reference).toContain('| `DUPLICATE_VIEW` |');
    expect(reference).toContain('| `influx.url` | http or https address | (needed) |');
  });
});
