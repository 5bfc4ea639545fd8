import { describe, expect, test, vi } from 'vitest';
import { createDailySurvey } from '#collector/findings/daily-survey.ts';
import type { SingleProber } from '#collector/probing/prober.ts';
import { buildWatchList } from '#collector/scheduler/watch-list.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { FindingObservation } from '#core/domain/findings.ts';
import type { Device } from '#core/domain/inventory.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const settings = (findings: object) =>
  Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles: { camera: { reach: { prober: 'icmp' } } },
    findings,
  });
const LOOKING = settings({ telnet: 'look' }).findings;
const OFF = settings({}).findings;
const START_MS = days(20_000);

function setUp(devices: readonly Device[], open: readonly string[] = []) {
  const asked: string[] = [];
  const tcp: SingleProber = {
    mode: 'single',
    concurrency: 1,
    probe: async ({ address, port }) => {
      asked.push(`${address}:${port}`);
      if (!open.includes(address)) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
      return { measurements: {} };
    },
  };
  const noted: FindingObservation[] = [];
  const stopping = new AbortController();
  const looks = createDailySurvey({
    tcp,
    resolve: async (address) => address,
    defaultLogins: () => [],
    memory: () => undefined,
    note: (observations) => void noted.push(...observations),
    metrics: createMetrics(),
    nowMs: () => START_MS,
    stop: stopping.signal,
  });
  looks.replace(buildWatchList(inventoryOf({ devices }), settings({}).profiles, START_MS));
  const pass = async (durationMs: number, wanted = LOOKING, isUp = (_id: string) => true) => {
    for (let atMs = 0; atMs <= durationMs; atMs += minutes(1)) {
      looks.tick(START_MS + atMs, wanted, isUp);
      await looks.idle();
    }
  };
  return { looks, asked, noted, pass, stopping };
}

const camera = (id: string, address: string, more: Partial<Device> = {}) => device({ id, address, ...more });

describe('looks once a day', () => {
  test('find an open telnet port, and that it is closed', async () => {
    const { noted, pass, asked } = setUp([camera('a', '127.0.0.1'), camera('b', '127.0.0.2')], ['127.0.0.2']);

    await pass(days(1));

    expect(asked.toSorted()).toEqual(['127.0.0.1:23', '127.0.0.2:23']);
    expect(noted.map(({ entity, code, isPresent }) => `${entity} ${code} ${isPresent}`).sort()).toEqual([
      'device:a telnet-open false',
      'device:b telnet-open true',
    ]);
  });

  test('come once a day for each device, whenever the process was started', async () => {
    const { asked, pass } = setUp([camera('a', '127.0.0.1')]);

    await pass(days(3));

    expect(asked).toHaveLength(3);
  });

  test('are taken only where they are asked for', async () => {
    const { asked, pass } = setUp([camera('a', '127.0.0.1')]);

    await pass(days(1), OFF);

    expect(asked).toEqual([]);
  });

  test('are taken only at devices that answer', async () => {
    const { asked, pass } = setUp([camera('a', '127.0.0.1'), camera('b', '127.0.0.2')]);

    await pass(days(1), LOOKING, (id) => id === 'b');

    expect(asked).toEqual(['127.0.0.2:23']);
  });

  test('are not taken at an address that several devices share', async () => {
    const { asked, pass } = setUp([
      camera('a', '127.0.0.1', { port: 1_554 }),
      camera('b', '127.0.0.1', { port: 2_554 }),
    ]);

    await pass(days(1));

    expect(asked).toEqual([]);
  });

  test('that fell into hours without sight wait for their next day', async () => {
    const { looks, asked } = setUp([camera('a', '127.0.0.1')]);

    looks.tick(START_MS + days(1), LOOKING, () => true);
    await looks.idle();

    expect(asked).toEqual([]);
  });

  test('are spread over the day, and so many at once', async () => {
    const many = Array.from({ length: 500 }, (_, index) => camera(`cam-${index}`, `127.0.1.${index}`));
    const { looks, asked } = setUp(many);
    const perHour: number[] = [];

    for (let hour = 0; hour < 24; hour++) {
      const before = asked.length;
      for (let at = 0; at < hours(1); at += minutes(5)) {
        looks.tick(START_MS + hours(hour) + at, LOOKING, () => true);
        await looks.idle();
      }
      perHour.push(asked.length - before);
    }

    expect(Math.max(...perHour)).toBeLessThan(50);
    expect(Math.min(...perHour)).toBeGreaterThan(3);
  });

  test('begin nothing after the end, and end with it', async () => {
    const { looks, asked, stopping } = setUp([camera('a', '127.0.0.1')]);
    stopping.abort(new Error('the end'));

    for (let at = 0; at <= days(1); at += minutes(5)) looks.tick(START_MS + at, LOOKING, () => true);

    await vi.waitFor(() => looks.idle(), seconds(1));
    expect(asked).toEqual([]);
  });
});
