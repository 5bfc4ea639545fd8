import { describe, expect, test } from 'vitest';
import type { Outage } from '#availability/timelines/outages.ts';
import { deviceEntity } from '#core/domain/state.ts';
import { textOf } from '#test/support/page-text.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const HOUR_MS = 3_600_000;
const downMs = SAMPLE_NOW_MS - 26 * HOUR_MS;
const outage: Outage = {
  entity: deviceEntity('cam-lang-0002'),
  indicator: 'reach',
  ...{ reason: 'timeout', evidence: {} },
  ...{ fromMs: downMs, afterMs: downMs - 5_000, toMs: downMs + HOUR_MS, recordedMs: downMs },
};

const shown = sampleFleet({ camerasPerArea: 3 });
const start = () =>
  startSamplePortal({
    shown,
    outages: () => [outage],
    timelines: ({ period }) => [
      { fromMs: period.fromMs, toMs: downMs - 200 * HOUR_MS, state: 'unknown' },
      { fromMs: downMs - 200 * HOUR_MS, toMs: downMs, state: 'up' },
      { fromMs: downMs, toMs: downMs + HOUR_MS, state: 'down', reason: 'timeout' },
      { fromMs: downMs + HOUR_MS, toMs: period.toMs, state: 'up' },
    ],
  });

describe.each(['/devices/cam-lang-0002', '/links/link-lang'])('%s', (path) => {
  test('draws a day, a month and a year, each day with an outage leading to it', async () => {
    const { get } = await start();
    const page = await (await get(`${path}?lang=en`)).text();

    expect(page.match(/<svg class="over-time[^"]*" viewBox="[^"]+" role=/g)).toHaveLength(3);
    const links = page.match(new RegExp(`<a href="${path}\\?day=2026-11-24&amp;lang=en#outages"`, 'g'));
    expect(links?.length).toBeGreaterThanOrEqual(3);
    expect(textOf(page)).toContain('24/11/2026 up 23 h · down 1 h (1×)');
  });

  test('a day that was chosen has its outages below', async () => {
    const { get } = await start();
    const page = textOf(await (await get(`${path}?day=2026-11-24&lang=en`)).text());

    expect(page).toContain('Day 24/11/2026 ← Day before Day after →');
    expect(page).toContain('Outages of 24/11/2026');
    if (path.startsWith('/devices')) expect(page).toContain('1 h reach no answer');
  });

  test.each(['day=yesterday', 'day=2026-1-1', 'day='])('%s is refused', async (query) => {
    const { get } = await start();

    expect((await get(`${path}?${query}`)).status).toBe(400);
  });

  test('a day of another year is today', async () => {
    const { get } = await start();

    expect(textOf(await (await get(`${path}?day=2020-01-01&lang=en`)).text())).toContain('Day 25/11/2026');
  });
});
