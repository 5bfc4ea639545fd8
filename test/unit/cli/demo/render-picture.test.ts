import { describe, expect, test } from 'vitest';
import { TEXTS } from '#cli/demo/all-texts.ts';
import { type RenderContext, renderPicture, renderPictureLine } from '#cli/demo/render-picture.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import { createFormats } from '#core/language/formats.ts';
import { seconds } from '#core/time/units.ts';
import type { ActiveFault, Picture } from '#demo/run/picture.ts';
import { buildCityView } from '#portal/city/city-view.ts';
import { buildVisibleFleet } from '#portal/city/visible-fleet.ts';
import { en } from '#portal/web/messages/en.ts';
import { vi } from '#portal/web/messages/vi.ts';
import { engineIncidents } from '#test/support/engine-incidents.ts';
import { SAMPLE_NOW_MS, type SampleLive, sampleLive } from '#test/support/sample-live.ts';
import { smallCity } from '#test/support/small-city.ts';

const inventory = smallCity(3);
const settings = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: { camera: { reach: { prober: 'icmp' } } },
});
const LINE_1 = ['router-1', 'nvr-1', 'cam-1-1', 'cam-1-2', 'cam-1-3'];

const contextOf = (language: 'vi' | 'en', width = 80): RenderContext => ({
  texts: TEXTS[language],
  messages: { vi, en }[language],
  formats: createFormats(language, 'Asia/Ho_Chi_Minh'),
  style: (style, text) =>
    style === 'red' || style === 'green' || style === 'yellow' ? `<${style}>${text}` : text,
  width,
});

function pictureOf(
  prepare: (live: SampleLive) => void = () => undefined,
  more: Partial<Picture> = {},
): Picture {
  const live = sampleLive(inventory);
  prepare(live);
  const view = buildCityView({
    shown: { settings, inventory },
    fleet: buildVisibleFleet(inventory, live.columns().devices),
    live,
    measurements: {
      mode: 'writing',
      sinceMs: 0,
      queuedBytes: 0,
      queuedPoints: 0,
      droppedPoints: 0,
      setAsidePoints: 0,
    },
    incidents: engineIncidents(live, inventory),
    atMs: SAMPLE_NOW_MS,
  });
  return { elapsedMs: seconds(65), view, active: [], probesPerSecond: 99.6, isInfluxBroken: false, ...more };
}

const cut: ActiveFault = {
  fault: { number: 1, kind: 'link-cut', target: 'line-1', atMs: 0, durationMs: seconds(20) },
  sinceMs: SAMPLE_NOW_MS - seconds(9),
  isDownNow: true,
  expected: 7,
  found: 6,
};

describe('renderPicture', () => {
  test('shows a city in which all is well', () => {
    expect(renderPicture(pictureOf(), contextOf('en'))).toEqual([
      '01:05  <green>15 of 15 devices up',
      '',
      '<green>■ District 1        5/5 <green>■ District 2        5/5 <green>■ District 3        5/5',
      '',
      'nothing is down',
      '',
      'The script leaves everything alone',
      '',
      '100 probes/s · 0.2 s late · canary answers · InfluxDB takes writes',
    ]);
  });

  test('shows what is down in which incident, and what the script did', () => {
    const picture = pictureOf((live) => live.cut('line-1', LINE_1, 2), { active: [cut] });

    expect(renderPicture(picture, contextOf('en'))).toEqual([
      '01:05  <yellow>10 of 15 devices up',
      '',
      '<red>■ District 1        0/5 <green>■ District 2        5/5 <green>■ District 3        5/5',
      '',
      'Down now: 5 devices, 1 incident',
      '  <red>● Link line-1: 5 devices, for 120 s',
      '',
      'The script has broken',
      '  <yellow>… link cut line-1 (seen by camwatch: 6 of 7), for 9 s',
      '',
      '100 probes/s · 0.2 s late · canary answers · InfluxDB takes writes',
    ]);
  });

  test('ticks off a fault that was found, and says when a flapping device is up', () => {
    const found = { ...cut, found: 7 };
    const flapping = { ...cut, fault: { ...cut.fault, kind: 'flapping' }, isDownNow: false } as const;

    const lines = renderPicture(pictureOf(undefined, { active: [found, flapping] }), contextOf('en'));

    expect(lines).toContain('  <green>✓ link cut line-1 (seen by camwatch: 7 of 7), for 9 s');
    expect(lines).toContain('  <yellow>… flapping camera line-1 (up just now), for 9 s');
  });

  test('speaks Vietnamese', () => {
    const lines = renderPicture(pictureOf(undefined, { active: [cut] }), contextOf('vi', 100));

    expect(lines[0]).toBe('01:05  <green>15/15 thiết bị hoạt động');
    expect(lines).toContain('  <yellow>… đứt đường truyền line-1 (camwatch đã thấy 6/7), đã 9 giây');
    expect(lines.at(-1)).toBe(
      '100 lượt đo/giây · trễ 0,2 giây · địa chỉ kiểm chứng trả lời · InfluxDB đang nhận số đo',
    );
  });

  test('warns while it is blind or InfluxDB is away', () => {
    const picture = pictureOf((live) => live.setHealth({ sight: 'blind' }), { isInfluxBroken: true });

    expect(renderPicture(picture, contextOf('en', 120)).at(-1)).toBe(
      '<yellow>100 probes/s · 0.2 s late · BLIND: canary silent · InfluxDB takes writes · the script has stopped InfluxDB for a while',
    );
  });

  test.each([40, 60, 80, 200])('no line is wider than a terminal of %d columns', (width) => {
    const active = [{ ...cut, fault: { ...cut.fault, target: 'line-'.padEnd(90, 'x') } }];
    const picture = pictureOf((live) => live.cut('line-1', LINE_1, 2), { active });

    const plain = { ...contextOf('vi', width), style: (_style: unknown, text: string) => text };

    for (const line of renderPicture(picture, plain)) expect(line.length).toBeLessThanOrEqual(width);
  });
});

describe('renderPictureLine', () => {
  test('says the same in one line', () => {
    const picture = pictureOf((live) => live.cut('line-1', LINE_1, 2), { active: [cut] });

    expect(renderPictureLine(picture, contextOf('en'))).toBe(
      [
        '01:05',
        '10 of 15 devices up',
        'Down now: 5 devices, 1 incident',
        'faults: 0 of 1 seen by camwatch; link cut line-1 (seen by camwatch: 6 of 7)',
        '100 probes/s',
        '0.2 s late',
        'canary answers',
        'InfluxDB takes writes',
      ].join(' | '),
    );
  });

  test('leaves out what is seen: a log repeats itself every few seconds', () => {
    const seen = { ...cut, found: cut.expected };
    const picture = pictureOf((live) => live.cut('line-1', LINE_1, 2), { active: [seen, cut, seen] });

    expect(renderPictureLine(picture, contextOf('vi'))).toContain(
      ' | sự cố của kịch bản: camwatch đã thấy 2/3; đứt đường truyền line-1 (camwatch đã thấy 6/7) | ',
    );
  });
});
