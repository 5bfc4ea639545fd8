import { describe, expect, test } from 'vitest';
import type { Outage, OutageQuery } from '#availability/timelines/outages.ts';
import { deviceEntity, type Entity, linkEntity } from '#core/domain/state.ts';
import { days, minutes } from '#core/time/units.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const shown = sampleFleet({ camerasPerArea: 2 });

const outage = (entity: Entity, minutesAgo: number, more: Partial<Outage> = {}): Outage => ({
  entity,
  indicator: 'reach',
  fromMs: SAMPLE_NOW_MS - minutes(minutesAgo),
  afterMs: SAMPLE_NOW_MS - minutes(minutesAgo + 1),
  reason: 'timeout',
  recordedMs: SAMPLE_NOW_MS - minutes(minutesAgo) + 10_000,
  evidence: {
    probes: 3,
    inferred: true,
    answeredBy: 'service',
    near: 'device:nvr-bi-mat',
    witnesses: ['device:cam-bi-mat'],
  },
  ...more,
});

const OUTAGES = [
  outage(deviceEntity('cam-lang-0001'), 30),
  outage(deviceEntity('cam-ba-dinh-0001'), 30, {
    toMs: SAMPLE_NOW_MS - minutes(10),
    untilAfterMs: SAMPLE_NOW_MS - minutes(11),
  }),
  outage(linkEntity('link-lang'), 5, { reason: 'unreachable' }),
  outage(deviceEntity('cam-bi-mat'), 4),
  outage(linkEntity('link-bi-mat'), 4),
  outage(deviceEntity('removed-long-ago'), 3),
];

interface Page {
  items: { entity: string; [key: string]: unknown }[];
  total: number;
  next: string | null;
}

async function start(outages: readonly Outage[] = OUTAGES) {
  const queries: OutageQuery[] = [];
  const portal = await startSamplePortal({
    shown,
    outages: (query) => {
      queries.push(query);
      return outages;
    },
  });
  const list = async (query = '') => (await (await portal.get(`/api/v1/outages${query}`)).json()) as Page;
  return { queries, list };
}

describe('GET /api/v1/outages', () => {
  test('lists the latest first, and nothing that is withheld or gone', async () => {
    const { list } = await start();

    const { items, total } = await list();

    expect(items.map(({ entity }) => entity)).toEqual([
      'link:link-lang',
      'device:cam-ba-dinh-0001',
      'device:cam-lang-0001',
    ]);
    expect(total).toBe(3);
  });

  test('tells both edges with their uncertainty, and of evidence numbers, flags and the check that answered only', async () => {
    const { list } = await start();

    const { items } = await list('?district=ba-dinh');

    expect(items).toEqual([
      {
        entity: 'device:cam-ba-dinh-0001',
        name: 'Camera Ba Đình 1',
        indicator: 'reach',
        from: { iso: '2026-11-25T10:14:30.000+07:00', ms: SAMPLE_NOW_MS - minutes(30) },
        after: { iso: '2026-11-25T10:13:30.000+07:00', ms: SAMPLE_NOW_MS - minutes(31) },
        to: { iso: '2026-11-25T10:34:30.000+07:00', ms: SAMPLE_NOW_MS - minutes(10) },
        until_after: { iso: '2026-11-25T10:33:30.000+07:00', ms: SAMPLE_NOW_MS - minutes(11) },
        open: false,
        duration_ms: minutes(20),
        reason: 'timeout',
        recorded: { iso: '2026-11-25T10:14:40.000+07:00', ms: SAMPLE_NOW_MS - minutes(30) + 10_000 },
        evidence: { probes: 3, inferred: true, answeredBy: 'service' },
        district: 'ba-dinh',
        area: 'ba-dinh',
      },
    ]);
  });

  test.each([
    ['?district=dong-da', ['link:link-lang', 'device:cam-lang-0001']],
    ['?kind=camera', ['device:cam-ba-dinh-0001', 'device:cam-lang-0001']],
    ['?contractor=vien-thong-1', ['link:link-lang']],
    ['?agency=undetermined', []],
    ['?contractor=nha-thau-a', ['device:cam-ba-dinh-0001', 'device:cam-lang-0001']],
  ])('filters by %s', async (query, expected) => {
    const { list } = await start();

    expect((await list(query)).items.map(({ entity }) => entity)).toEqual(expected);
  });

  test('lists the last 24 hours, or what the caller wants', async () => {
    const long = [
      outage(deviceEntity('cam-lang-0001'), 60 * 24 * 3, { toMs: SAMPLE_NOW_MS - days(1) }),
      outage(deviceEntity('cam-ba-dinh-0001'), 60 * 24 * 3, { toMs: SAMPLE_NOW_MS - days(1) + 1 }),
      outage(linkEntity('link-lang'), 60 * 24 * 3),
    ];
    const { list } = await start(long);
    const listed = async (query: string) => (await list(query)).items.map(({ entity }) => entity);

    expect(await listed('')).toEqual(['device:cam-ba-dinh-0001', 'link:link-lang']);
    expect(await listed('?open=true')).toEqual(['link:link-lang']);
    expect(await listed('?open=false')).toEqual(['device:cam-ba-dinh-0001']);
    expect(await listed('?indicator=service')).toEqual([]);
    expect(await listed(`?to=${SAMPLE_NOW_MS - days(3)}&from=${SAMPLE_NOW_MS - days(4)}`)).toEqual([]);
  });

  test('asks no further than what the caller wants', async () => {
    const { list, queries } = await start([]);

    await list(
      '?from=2026-11-20T00:00:00%2B07:00&to=1795300000000&open=true&device=cam-lang-0001&indicator=reach',
    );
    await list('?from=2026-11-25T00:00:00+07:00&link=link-lang');

    expect(queries).toEqual([
      {
        fromMs: Date.UTC(2026, 10, 19, 17),
        toMs: 1_795_300_000_000,
        open: true,
        entity: 'device:cam-lang-0001',
        indicator: 'reach',
      },
      { fromMs: Date.UTC(2026, 10, 24, 17), toMs: SAMPLE_NOW_MS, entity: 'link:link-lang' },
    ]);
  });

  test('paging meets each exactly once, in one and the same window', async () => {
    const many = Array.from({ length: 25 }, (_, index) =>
      outage(deviceEntity('cam-lang-0001'), 1 + Math.floor(index / 3), {
        indicator: index % 3 === 0 ? 'reach' : index % 3 === 1 ? 'service' : 'stream',
      }),
    );
    const { list } = await start(many);
    const seen: unknown[] = [];

    let page = await list('?limit=4');
    seen.push(...page.items);
    while (page.next !== null) {
      page = await list(`?limit=4&cursor=${page.next}`);
      seen.push(...page.items);
    }

    expect(new Set(seen.map((item) => JSON.stringify(item))).size).toBe(25);
    expect(seen).toHaveLength(25);
  });
});

function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

test('who asks for too much is turned away, so that the collector keeps its time', async () => {
  const { get } = await startSamplePortal({
    shown,
    outages: () => {
      // Of this thread: on a busy machine time that goes by is not the caller's.
      const endMs = workedMs() + 1_100;
      while (workedMs() < endMs);
      return [];
    },
  });

  expect((await get('/api/v1/outages')).status).toBe(200);
  const refused = await get('/api/v1/outages');

  expect(refused.status).toBe(503);
  expect(await refused.json()).toEqual({
    error: { code: 'PORTAL_BUSY', message: expect.stringMatching(/; ask again in \d+ s$/) },
  });
  expect((await get('/api/v1/summary')).status).toBe(200);
});
