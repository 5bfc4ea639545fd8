import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Settings } from '#config/settings/settings-schema.ts';
import { renderDemoSettings } from '#demo/run/setting/demo-settings.ts';

const sample = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: {
    'camera-fixed': {
      reach: { prober: 'icmp', interval: '60s' },
      service: { prober: 'onvif', interval: '5m' },
      stream: { prober: 'rtsp', interval: '5m' },
    },
    'camera-forwarded': {
      reach: { prober: 'tcp', interval: '60s' },
      stream: { prober: 'rtsp', interval: '5m' },
    },
    'camera-channel': { stream: { prober: 'channel', interval: '2m' } },
    recorder: {
      reach: { prober: 'icmp', interval: '30s' },
      recording: { prober: 'onvif', interval: '2m', retention: '15d' },
    },
    switch: { reach: { prober: 'icmp', interval: '30s' }, service: { prober: 'snmp', interval: '60s' } },
  },
});
const render = (icmp: 'fping' | 'tcp', influxUrl?: string) =>
  Settings.parse(parse(renderDemoSettings({ sample, block: 99, icmp, language: 'vi', port: 0, influxUrl })));

describe('renderDemoSettings', () => {
  test('takes over the profiles of the sample city, at the pace of a demo', () => {
    const { profiles } = render('fping');

    expect(Object.keys(profiles)).toEqual(Object.keys(sample.profiles));
    expect(profiles['camera-fixed']?.reach).toMatchObject({
      prober: 'icmp',
      intervalMs: 3_000,
      timeoutMs: 250,
      confirm: 3,
      recheckMs: 1_000,
      degradedLossRatio: 0.34,
    });
    expect(profiles.switch?.service).toMatchObject({
      prober: 'snmp',
      intervalMs: 4_000,
      detailsEveryMs: 15_000,
    });
    expect(profiles['camera-fixed']?.stream).toMatchObject({ intervalMs: 6_000, timeoutMs: 1_600 });
    expect(profiles.recorder?.recording).toMatchObject({ intervalMs: 4_000, retentionMs: 15 * 86_400_000 });
    expect(profiles['camera-channel']?.stream).toMatchObject({ prober: 'channel', intervalMs: 4_000 });
  });

  test('asks at ports that need no privileges, and behind a forwarded port at that one', () => {
    const { profiles } = render('fping');

    expect(profiles['camera-fixed']?.service?.port).toBe(10_080);
    expect(profiles['camera-fixed']?.stream?.port).toBe(10_554);
    expect(profiles.switch?.service?.port).toBe(10_161);
    expect(profiles['camera-forwarded']?.stream).not.toHaveProperty('port');
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
