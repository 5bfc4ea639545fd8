import { expect, test } from 'vitest';
import type { Outage } from '#availability/timelines/outages.ts';
import { deviceEntity, linkEntity } from '#core/domain/state.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SECRET_WORDS } from '#test/support/sample-fleet.ts';
import { measuredFleet, sampleLearnt, scriptMeasurements } from '#test/support/sample-learnt.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';

const shown = measuredFleet();

const outages: Outage[] = [
  deviceEntity('cam-bi-mat'),
  linkEntity('link-bi-mat'),
  deviceEntity('cam-han-che'),
].map((entity) => ({
  entity,
  indicator: 'reach',
  fromMs: SAMPLE_NOW_MS - 60_000,
  afterMs: SAMPLE_NOW_MS - 70_000,
  reason: 'timeout',
  evidence: { near: 'device:nvr-bi-mat', witnesses: ['device:cam-bi-mat'] },
  recordedMs: SAMPLE_NOW_MS - 50_000,
}));

const start = () =>
  startSamplePortal({
    shown,
    outages: () => outages,
    learnt: sampleLearnt(),
    incidents: openIncidentSource(sampleIncidentLedger()),
    prepare: (live) => {
      scriptTroubles(live, shown.inventory);
      scriptMeasurements(live, shown);
    },
  });

test.each([
  '/',
  '/?lang=en&theme=dark',
  '/?district=ba-dinh',
  '/devices',
  '/devices?area=ba-dinh&state=down',
  '/devices/cam-han-che',
  '/api/v1/devices?limit=500&area=ba-dinh',
  '/api/v1/devices?limit=500&state=down',
  '/api/v1/devices?format=csv',
  '/api/v1/devices/cam-han-che',
  '/api/v1/outages',
  '/api/v1/summary',
  '/findings?lang=en',
  '/links',
  '/links/link-lang',
  '/areas/ba-dinh',
  '/sites/site-han-che',
  '/devices/cam-ba-dinh-0003',
  '/devices/nvr-ba-dinh',
  '/api/v1/findings?open=all&limit=500',
  '/api/v1/findings?open=all&format=csv',
  '/api/v1/search?limit=50&q=telnet',
  '/search?q=telnet',
  '/search?q=cam',
  '/api/v1/links?limit=500',
  '/api/v1/incidents?limit=500&since=1795000000000',
  `/api/v1/incidents/devices:area:hoan-kiem@${SAMPLE_NOW_MS - 7_200_000}`,
  '/api/v1/devices/cam-ba-dinh-0003',
  '/metrics',
  '/readyz',
])('%s names nothing secret', async (path) => {
  const { get } = await start();

  const answer = await get(path);

  expect(answer.status).toBe(200);
  // Of a restricted site, nothing closer than its ward.
  expect(await answer.text()).not.toMatch(new RegExp(`${SECRET_WORDS.source}|Cổng hạn chế|đường hạn chế`));
});

test.each([
  '/devices/cam-bi-mat',
  '/api/v1/devices/cam-bi-mat',
  '/api/v1/devices/nvr-bi-mat',
  '/links/link-bi-mat',
  '/api/v1/links/link-bi-mat',
  `/api/v1/incidents/link:link-bi-mat@${SAMPLE_NOW_MS - 3_600_000}`,
])('%s does not exist', async (path) => {
  const { get } = await start();

  expect((await get(path)).status).toBe(404);
});

test('no number of the page, the API or the list of devices counts what is withheld', async () => {
  const { get } = await start();

  const summary = (await (await get('/api/v1/summary')).json()) as Record<string, unknown>;
  const list = (await (await get('/api/v1/devices?limit=1')).json()) as { total: number };

  // A switch, a recorder and twelve cameras in each ward, and the camera at the restricted site.
  expect(summary).not.toHaveProperty('withheld');
  expect(summary.totals).toMatchObject({
    devices: { total: 126 * 14 + 1 },
    by_kind: { camera: { total: 126 * 12 + 1 } },
    links: { total: 126 },
  });
  expect([list.total, summary.out_of_service]).toEqual([126 * 14 + 1, 0]);
  expect(await (await get('/?lang=en')).text()).not.toContain('Sites that are not public');
});

test('a restricted site is told no closer than its ward', async () => {
  const { get } = await start();

  const device = await (await get('/api/v1/devices/cam-han-che')).json();

  expect(device).toMatchObject({
    name: 'Camera hạn chế',
    area: { name: 'Phường Ba Đình' },
    site: { name: null, secrecy: 'restricted', address: null, longitude: null, latitude: null },
    upstreams: [[null]],
  });
  const page = await (await get('/devices/cam-han-che')).text();
  expect(page).toContain(
    'Phường Ba Đình</bdi></a> <span class="small">(địa điểm hạn chế: chỉ nêu đến phường, xã)</span>',
  );
  expect(await (await get('/devices/cam-han-che?lang=en')).text()).toContain(
    'Ba Dinh Ward</bdi></a> <span class="small">(restricted site: only the ward is told)</span>',
  );
});

test('nobody is told the network address of a device', async () => {
  const { get } = await start();

  for (const path of [
    '/devices/cam-ba-dinh-0003',
    '/devices/nvr-ba-dinh',
    '/api/v1/devices/cam-ba-dinh-0003',
    '/api/v1/findings?open=all&limit=500',
    '/findings',
    '/health',
    '/search?q=cam',
    '/api/v1/search?q=cam&limit=50',
    '/devices/cam-lang-0001',
    '/api/v1/devices/cam-lang-0001',
    '/api/v1/devices?area=lang',
  ])
    expect(await (await get(path)).text()).not.toContain('192.0.2.');
});
