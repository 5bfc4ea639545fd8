import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderDemoSettings } from '#app/demo/demo-settings.ts';
import { Settings } from '#config/settings-schema.ts';

const sample = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: {
    'camera-fixed': { reach: { prober: 'icmp', interval: '60s' } },
    'camera-forwarded': { reach: { prober: 'tcp', interval: '60s' } },
    recorder: {
      reach: { prober: 'icmp', interval: '30s' },
      service: { prober: 'tcp', interval: '60s', port: 10_554 },
    },
  },
});
const render = (icmp: 'fping' | 'tcp', influxUrl?: string) =>
  Settings.parse(parse(renderDemoSettings({ sample, block: 99, icmp, language: 'vi', port: 0, influxUrl })));

describe('renderDemoSettings', () => {
  test('takes over the profiles of the sample city, at the pace of a demo', () => {
    const { profiles } = render('fping');

    expect(Object.keys(profiles)).toEqual(['camera-fixed', 'camera-forwarded', 'recorder']);
    expect(profiles['camera-fixed']?.reach).toMatchObject({
      prober: 'icmp',
      intervalMs: 3_000,
      timeoutMs: 250,
      confirm: 3,
      recheckMs: 1_000,
      degradedLossRatio: 0.34,
    });
    expect(profiles.recorder?.service).toMatchObject({ prober: 'tcp', port: 10_554, timeoutMs: 500 });
  });

  test('names a port for pings only where a TCP connect stands in for them', () => {
    expect(render('fping').profiles.recorder?.reach).not.toHaveProperty('port');
    expect(render('fping').collector).toMatchObject({
      icmp: 'fping',
      canaries: [{ address: '127.99.255.1' }],
    });
    expect(render('tcp').profiles.recorder?.reach).toMatchObject({ prober: 'icmp', port: 18_080 });
    expect(render('tcp').collector).toMatchObject({
      icmp: 'tcp',
      canaries: [{ address: '127.99.255.1', port: 18_080 }],
    });
  });

  test('leaves a forwarded camera its own port', () => {
    expect(render('tcp').profiles['camera-forwarded']?.reach).not.toHaveProperty('port');
  });

  test('keeps measurements only where there is an InfluxDB', () => {
    expect(render('fping').influx).toBeUndefined();
    expect(render('fping', 'http://127.0.0.1:8086').influx).toMatchObject({
      url: 'http://127.0.0.1:8086',
      database: 'camwatch-demo',
    });
  });
});
