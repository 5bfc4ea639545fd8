import { describe, expect, test } from 'vitest';
import { createRenderContext } from '#cli/probe/render-context.ts';
import { renderReport } from '#cli/probe/render-report.ts';
import { textsVi } from '#cli/probe/texts-vi.ts';
import { loadMakers } from '#config/makers/load-makers.ts';
import type { Sensor } from '#core/domain/device-report.ts';
import { lookOf } from '#test/support/probe-look.ts';

const told = (sensors: readonly Sensor[], language: 'en' | 'vi') => {
  const look = lookOf({
    check: { indicator: 'service', prober: 'snmp' },
    outcomes: [{ ok: true, measurements: {}, report: { sensors } }],
  });
  const context = createRenderContext(language, 'Asia/Ho_Chi_Minh', (_style, text) => text);
  return renderReport(look, context).map(([, found]) => found.replaceAll('\u00a0', ' '));
};

describe('sensors', () => {
  const sensors: readonly Sensor[] = [
    { name: 'input 2', quantity: 'volts', value: 239 },
    { name: 'battery', quantity: 'celsius', value: 31.5 },
    { name: 'Fan tray 1', quantity: 'rpm', value: 4_200 },
    { name: 'frequency', quantity: 'hertz', value: 5.78e9 },
  ];

  test('stand with their value behind a colon, since names may end in a number', () => {
    expect(told(sensors, 'en')).toEqual([
      'input 2: 239 V, battery: 31.5 °C, Fan tray 1: 4,200 rpm, frequency: 5,780 MHz',
    ]);
  });

  test('have Vietnamese names where camwatch named them', () => {
    expect(told(sensors, 'vi')).toEqual([
      'đầu vào 2: 239 V, ắc quy: 31,5 °C, Fan tray 1: 4.200 rpm, tần số: 5.780 MHz',
    ]);
  });

  test('of the profiles that come with camwatch are all known in Vietnamese', async () => {
    const names = (await loadMakers()).flatMap((maker) => maker.sensors.map(({ name }) => name));

    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !Object.hasOwn(textsVi.sensors, name))).toEqual([]);
  });
});
