import { readFileSync } from 'node:fs';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { expect, test, vi } from 'vitest';
import { createFleetCounter } from '#collector/influx/lines/fleet-counts.ts';
import type { DeviceKind } from '#core/domain/inventory.ts';
import { deviceEntity } from '#core/domain/state.ts';
import { startTestInfluxd, temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { panelsOf, queriesOf } from '#test/support/panels-of.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { queryRows } from '#test/support/query-influx.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const FILE = new URL('../../../../deploy/grafana/dashboards/camwatch/camwatch-city.json', import.meta.url);

/** Each device fails in a way of its own; all other ones are up. */
async function mixedCity() {
  const portal = await startSamplePortal({
    prepare: (live, { inventory }) => {
      const ids = (kind: DeviceKind) =>
        [...inventory.devices.values()].filter((one) => one.kind === kind).map(({ id }) => deviceEntity(id));
      const [lost, filtered, blank, unheard] = ids('camera');
      const [recorder] = ids('nvr');
      if (!lost || !filtered || !blank || !unheard || !recorder) throw new Error('expected more devices');
      live.set(lost, { state: 'down', reason: 'timeout' });
      live.set(filtered, { state: 'down', reason: 'ping-filtered' });
      live.set(filtered, { indicator: 'stream', state: 'up' });
      live.set(blank, { indicator: 'stream', state: 'down', reason: 'no-media' });
      live.set(unheard, { state: 'unknown', reason: 'stale' });
      live.set(recorder, { indicator: 'recording', state: 'down', reason: 'disk-full' });
    },
  });
  const { url } = await startTestInfluxd();
  const { inventory } = portal.shown;
  const writer = createTestWriter(url, { dir: await temporaryDir(), inventory });
  // Of the same statuses, at the present of the database.
  writer.writeFleet(createFleetCounter()(portal.live.columns()), Date.now());
  await vi.waitFor(() => expect(writer.health().mode).toBe('writing'), PATIENCE);
  await writer.close();
  return { ...portal, influx: url };
}

/** What the tile of this title asks, as the committed dashboard has it. */
async function tile(influx: string, title: string) {
  const dashboard: Dashboard = JSON.parse(readFileSync(FILE, 'utf8'));
  const panel = panelsOf(dashboard).find((one) => one.title === title);
  const [query] = panel ? queriesOf(panel) : [];
  const asked = query?.query?.replaceAll('$timeFilter', 'time > now() - 1h') ?? '';
  const [{ time: _, ...counts } = {}] = await queryRows(influx, asked);
  return counts;
}

interface Summary {
  readonly totals: { readonly by_kind: Readonly<Record<DeviceKind, Readonly<Record<string, number>>>> };
}

test('page, API and dashboard tell the same devices of one instant, by names that say which they count', async () => {
  const city = await mixedCity();

  const { totals } = (await (await city.get('/api/v1/summary')).json()) as Summary;
  const { camera, nvr } = totals.by_kind;
  const html = await (await city.get('/')).text();
  const shown = [...html.matchAll(/<b>([\d.]+)<\/b><span class="of">\/([\d.]+)</g)].map(([, ...figures]) =>
    figures.map((figure = '') => Number(figure.replaceAll('.', ''))),
  );

  // Lost on the page: nothing answers, or the highest of what does is down.
  expect(camera).toMatchObject({ down: 2, degraded: 1, unknown: 1 });
  expect(nvr).toMatchObject({ down: 0, degraded: 1, unknown: 0 });
  expect(shown[0]).toEqual([camera.down, camera.total]);
  expect(shown[2]).toEqual([nvr.down, nvr.total]);
  // The same on the dashboard, apart: one out of reach, one without a picture, of the two whose stream is measured.
  expect(await tile(city.influx, 'Camera mất kết nối')).toEqual({
    unreached: 1,
    unknown: 1,
    total: camera.total,
  });
  expect(await tile(city.influx, 'Camera mất hình')).toEqual({ noPicture: 1, unknown: 0, total: 2 });
  // A recorder that records nothing is in reach: it is not lost, and by another name.
  expect(await tile(city.influx, 'Đầu ghi không ghi hình')).toEqual({
    notRecording: 1,
    degraded: 0,
    total: 1,
  });
});
