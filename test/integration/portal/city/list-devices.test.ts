import { describe, expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

interface Page {
  items: { id: string; state: string }[];
  total: number;
  next: string | null;
}

const shown = sampleFleet({ camerasPerArea: 3 });

async function readAll(get: (path: string) => Promise<Response>, query: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer = await get(`/api/v1/devices?${query}${cursor && `&cursor=${cursor}`}`);
    const page = (await answer.json()) as Page;
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  return ids;
}

describe('GET /api/v1/devices', () => {
  test('paging through meets every visible device exactly once, in order', async () => {
    const { get } = await startSamplePortal({ shown });

    const ids = await readAll(get, 'limit=97');

    const expected = [...shown.inventory.devices.keys()].filter((id) => !id.endsWith('-bi-mat'));
    expect(ids).toEqual(expected.sort());
  });

  test('a device that is added while one pages does not disturb the rest', async () => {
    const devices = new Map(shown.inventory.devices);
    const config = { ...shown, inventory: { ...shown.inventory, devices } };
    let current = shown;
    let nowMs = 1_764_000_000_000;
    const { get } = await startSamplePortal({ shown, config: () => current, nowMs: () => nowMs });
    const first = (await (await get('/api/v1/devices?limit=10')).json()) as Page;

    const template = devices.get('cam-lang-0001');
    if (template) devices.set('aaa-new', { ...template, id: 'aaa-new' });
    current = config;
    nowMs += 5_000;
    const second = (await (await get(`/api/v1/devices?limit=10&cursor=${first.next}`)).json()) as Page;

    const sorted = [...shown.inventory.devices.keys()].filter((id) => !id.endsWith('-bi-mat')).sort();
    expect(second.items.map(({ id }) => id)).toEqual(sorted.slice(10, 20));
  });

  test.each([
    ['district=dong-da', ['area', 'district']],
    ['area=lang&kind=camera', ['cam-lang-0001', 'cam-lang-0002', 'cam-lang-0003']],
    ['area=lang&kind=switch', ['sw-lang']],
    ['area=lang&state=down', ['cam-lang-0002']],
    ['area=lang&state=unknown', []],
    ['area=lang&indicator=service', ['nvr-lang']],
    ['area=lang&indicator=service&state=up', []],
    ['area=lang&indicator=service&state=degraded', ['nvr-lang']],
    ['area=lang&agency=undetermined', []],
    ['area=ba-dinh&agency=undetermined', ['cam-han-che']],
    ['area=ba-dinh&contractor=vien-thong-1', []],
  ])('filters by %s', async (query, expected) => {
    const { get } = await startSamplePortal({
      shown,
      prepare: (live) => {
        live.set(deviceEntity('cam-lang-0002'), { state: 'down', reason: 'timeout' });
        live.set(deviceEntity('nvr-lang'), { indicator: 'service', state: 'degraded', reason: 'loss' });
      },
    });

    const ids = await readAll(get, query);

    if (query.startsWith('district')) expect(ids).toHaveLength(5 * 5);
    else expect(ids).toEqual(expected);
  });

  test('tells a device with its indicators, times with offset and epoch milliseconds', async () => {
    const { get } = await startSamplePortal({
      shown,
      prepare: (live) =>
        live.set(deviceEntity('cam-lang-0002'), {
          state: 'down',
          reason: 'timeout',
          sinceMs: Date.UTC(2026, 10, 25, 3, 32, 30),
          afterMs: Date.UTC(2026, 10, 25, 3, 31, 48),
        }),
    });

    const device = await (await get('/api/v1/devices/cam-lang-0002')).json();

    expect(device).toMatchObject({
      id: 'cam-lang-0002',
      state: 'down',
      reason: 'timeout',
      since: { iso: '2026-11-25T10:32:30.000+07:00', ms: 1_795_577_550_000 },
      after: { iso: '2026-11-25T10:31:48.000+07:00' },
      stage: 'in-service',
      district: { id: 'dong-da' },
      area: { id: 'lang', name: 'Phường Láng' },
      site: { id: 'site-lang-0', longitude: expect.any(Number) },
      upstreams: [[{ entity: 'device:sw-lang', state: 'up' }]],
      indicators: [{ indicator: 'reach', state: 'down', measurements: { rttAvgMs: 4.2, lossRatio: 0 } }],
    });
  });

  test('answers 404 for a device that does not exist, in the words it uses for a secret one', async () => {
    const { get } = await startSamplePortal({ shown });

    const answers = await Promise.all(
      ['cam-nowhere', 'cam-bi-mat'].map((id) => get(`/api/v1/devices/${id}`)),
    );

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
      { error: { code: 'PORTAL_NOT_FOUND', message: 'no device "cam-nowhere"' } },
      { error: { code: 'PORTAL_NOT_FOUND', message: 'no device "cam-bi-mat"' } },
    ]);
  });
});
