import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { buildServerAddress } from '#collector/influx/queue/server-address.ts';
import { createMeasurementReader } from '#collector/influx/reading/create-measurement-reader.ts';
import type { MeasuredAnswer, MeasuredQuery, MeasurementReader } from '#core/domain/time-series.ts';
import { hours, minutes } from '#core/time/units.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { sampleMeasured } from '#test/support/sample-measured.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { samplePseudonym } from '#test/support/sample-pseudonym.ts';
import { SMALL_CITY_PROFILES } from '#test/support/small-city.ts';
import { startTroubledPortal } from '#test/support/troubled-portal.ts';
import { startClosedPortal } from '../door/sample-door.ts';

const CAMERA = 'cam-ba-dinh-0001';
const LINK = 'link-ba-dinh';

/** What of a page differs from others. */
const textOf = async (answer: Promise<Response>) =>
  /<main[\s\S]*<\/main>/.exec(await (await answer).text())?.[0] ?? '';

/** What is answered without InfluxDB, and what it was asked. */
function scripted(answer: MeasuredAnswer | Promise<MeasuredAnswer>) {
  const asked: MeasuredQuery[] = [];
  const measured: MeasurementReader = {
    read: async (query) => {
      asked.push(query);
      return await answer;
    },
  };
  return { measured, asked };
}

describe('charts', () => {
  test('of points of InfluxDB are the path through them, with a gap where nothing was measured', async () => {
    // A whole step ago: the last point of the period is over. Within one day: the strip of states is cut at midnight.
    const sinceMidnightMs = (Date.now() + hours(7)) % hours(24);
    const overMs = Date.now() - (sinceMidnightMs < hours(6) ? sinceMidnightMs + minutes(2) : 0);
    const nowMs = Math.floor(overMs / minutes(2)) * minutes(2);
    const fromMs = nowMs - hours(6);
    const shown = sampleFleet();
    const { url } = await startTestInfluxd();
    const writer = createTestWriter(url, { dir: await temporaryDir(), inventory: shown.inventory });
    const points = [
      [fromMs, 0],
      [fromMs + minutes(2), 10],
      [fromMs + hours(3), 20],
      [nowMs - minutes(2), 5],
    ] as const;
    writer.write(
      points.map(([atMs, rttAvgMs]) => ({
        ...{ deviceId: CAMERA, indicator: 'reach', atMs },
        outcome: { ok: true, measurements: { rttAvgMs } },
      })),
    );
    await writer.close();
    const measured = createMeasurementReader({
      address: async () => buildServerAddress({ url, database: 'camwatch' }, undefined),
      stored: () => ({
        settings: { profiles: SMALL_CITY_PROFILES },
        inventory: shown.inventory,
        pseudonymOf: samplePseudonym,
      }),
      logger: pino({ level: 'silent' }),
    });
    const timelines = () => [
      { fromMs: fromMs - hours(1), toMs: fromMs + hours(3), state: 'up' } as const,
      { fromMs: fromMs + hours(3), toMs: nowMs, state: 'down' } as const,
    ];
    const { get } = await startSamplePortal({ shown, measured, timelines, nowMs: () => nowMs });

    const page = await textOf(get(`/devices/${CAMERA}/charts?span=6h&lang=en`));

    // 440 units are six hours from 40 on, 104 units are the 20 ms of the axis from 112 up; dots stand in the middle of two minutes.
    expect(page).toContain('<path class="line" d="M41.2 112L43.7 60M261.2 8h0M478.8 86h0"/>');
    expect(page).toContain(
      'aria-label="Round trip, 6 hours: mean: last 5 ms (mean of 2 min), from 0 ms to 20 ms; longest: not measured; not measured for 5 h 52 min"',
    );
    expect(page).toMatch(
      /<rect class="is-up" x="40" y="118" width="220" height="7">.*<rect class="is-down" x="260" y="118" width="220" height="7">/s,
    );
    expect(page).toContain('2 min ago');
    expect(page).toMatch(/<div class="chart-list" data-charts><p class="verdict">.*Down now:/s);
  });

  test('are asked for by a page of their own: that of the device or line waits for nothing', async () => {
    const never = scripted(new Promise<MeasuredAnswer>(() => undefined));
    const { get } = await startSamplePortal({ measured: never.measured });

    const device = await textOf(get(`/devices/${CAMERA}?span=week&lang=en`));
    const link = await textOf(get(`/links/${LINK}?lang=en`));

    expect(device).toContain(`data-from="/devices/${CAMERA}/charts?span=week&amp;lang=en"`);
    expect(device).toContain(`<a href="/devices/${CAMERA}/charts?span=week&amp;lang=en">Show the charts</a>`);
    expect(device).toContain(`<a href="/devices/${CAMERA}?span=month&amp;lang=en#charts">31 days</a>`);
    expect(link).toContain(`data-from="/links/${LINK}/charts?lang=en"`);
    expect(never.asked).toEqual([]);
  });

  test('ask for a step that is as wide as the time is long, and for the ports of a device', async () => {
    const { measured, asked } = scripted({ ok: false, why: 'late' });
    const { get } = await startSamplePortal({ measured });

    for (const span of ['6h', 'day', 'week', 'month']) await get(`/devices/nvr-ba-dinh/charts?span=${span}`);
    const refused = await get(`/devices/nvr-ba-dinh/charts?span=year`);

    expect(asked.map(({ leastStepMs }) => leastStepMs / minutes(1))).toEqual([2, 5, 30, 120]);
    expect(asked[0]?.subjects.map(({ kind }) => kind)).toEqual(['reach', 'recorder']);
    expect(refused.status).toBe(400);
  });

  test('of a switch are those of its lines first, then of the ports that carry most, and no more than can be looked at', async () => {
    const { measured, asked } = scripted({ ok: false, why: 'late' });
    const { get } = await startTroubledPortal({ measured });

    await get('/devices/sw-ba-dinh/charts');
    await get(`/links/${LINK}/charts`);

    const [ofSwitch, ofLink] = asked.map(({ subjects }) => subjects);
    const line = { kind: 'traffic', device: 'sw-ba-dinh', interface: 'uplink', link: LINK };
    expect(ofSwitch?.slice(0, 2)).toMatchObject([{ kind: 'reach', device: 'sw-ba-dinh' }, line]);
    expect(ofSwitch?.slice(2)).toMatchObject(
      [12, 11, 10, 9, 8].map((port) => ({ interface: `ge-0/0/${port}`, everyMs: minutes(1) })),
    );
    expect(ofLink).toMatchObject([line]);
  });

  test.each([
    ['late', 'en', 'InfluxDB did not answer within 2 seconds'],
    ['failed', 'vi', 'không đọc được InfluxDB'],
  ] as const)('that cannot be had (%s) are one line in %s', async (why, lang, words) => {
    const { measured } = scripted({ ok: false, why });
    const { get } = await startSamplePortal({ measured });

    const answer = await get(`/devices/${CAMERA}/charts?lang=${lang}`);

    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain(words);
    expect(page).not.toContain('class="chart"');
  });

  test('of what was never measured have no axes, and no time is told as none', async () => {
    const points = [{ fromMs: SAMPLE_NOW_MS - minutes(10), values: { rttMs: 0.02, rttMaxMs: 0 } }];
    const series = [{ stepMs: minutes(5), points, newestMs: SAMPLE_NOW_MS - minutes(10) }];
    const { measured } = scripted({ ok: true, series });
    const { get } = await startSamplePortal({ measured });

    const page = await textOf(get(`/devices/${CAMERA}/charts`));

    expect(page).toContain('trung bình: gần nhất &lt; 0,1 ms (trung bình của 5 phút), từ &lt; 0,1 ms');
    expect(page).toContain('lớn nhất: gần nhất 0 ms, từ 0 ms');
    expect(page).toContain(
      '<figure class="chart"><figcaption><b>Tỷ lệ mất gói</b> <span class="age">không đo được</span></figcaption></figure>',
    );
    expect(page).not.toContain('Đang mất');
  });

  test('where nothing was measured say so, for the time that was asked for', async () => {
    const nothing = { stepMs: minutes(5), points: [] };
    const { measured } = scripted({ ok: true, series: [nothing, nothing] });
    const { get } = await startSamplePortal({ measured });

    expect(await textOf(get(`/devices/${CAMERA}/charts?span=week&lang=en`))).toContain(
      'Nothing was measured in the last 7 days.',
    );
  });

  test('are not spoken of where there is no InfluxDB', async () => {
    const { get } = await startSamplePortal();

    expect(await textOf(get(`/devices/${CAMERA}`))).not.toContain('charts?');
    expect((await get(`/devices/${CAMERA}/charts`)).status).toBe(404);
    expect((await get(`/links/${LINK}/charts`)).status).toBe(404);
  });

  test('of what may not be seen are not there, and InfluxDB is not asked', async () => {
    const { measured, asked } = scripted(
      sampleMeasured().read({ subjects: [], period: { fromMs: 0, toMs: 1 }, leastStepMs: 1 }),
    );
    const { get, addPerson, enter, shown } = await startClosedPortal(undefined, { measured });
    const cookie = await enter(await addPerson('agency', { organisation: 'so-xay-dung' }));
    const others = [...shown.inventory.devices.values()].filter(({ agency }) => agency !== 'so-xay-dung');
    const secret = [...shown.inventory.devices.values()].find(
      ({ site }) => shown.inventory.sites.get(site)?.secrecy === 'secret',
    );
    const noc = await enter(await addPerson('noc'));

    for (const { id } of others.slice(0, 5))
      expect((await get(`/devices/${id}/charts`, { cookie })).status).toBe(404);
    expect((await get(`/devices/${secret?.id}/charts`, { cookie: noc })).status).toBe(404);
    expect((await get(`/devices/${CAMERA}/charts`)).status).toBe(303);

    expect(secret).toBeDefined();
    expect(asked).toEqual([]);
  });
});
