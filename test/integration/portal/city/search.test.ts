import { describe, expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

interface Answer {
  readonly districts: { readonly items: readonly { readonly id: string }[] };
  readonly links: { readonly items: readonly { readonly id: string; readonly state: string }[] };
  readonly devices: {
    readonly total: number;
    readonly total_is_exact: boolean;
    readonly items: readonly { readonly id: string; readonly state: string; readonly area: string }[];
  };
}

const shown = sampleFleet({ camerasPerArea: 3 });

async function ask(query: string, more = ''): Promise<Answer> {
  const { get } = await startSamplePortal({
    shown,
    prepare: (live) => live.set(deviceEntity('cam-lang-0002'), { state: 'down', reason: 'timeout' }),
  });
  return (await (await get(`/api/v1/search?q=${encodeURIComponent(query)}${more}`)).json()) as Answer;
}

describe('GET /api/v1/search', () => {
  test('finds devices by their id, without accents, with their state', async () => {
    const { devices } = await ask('CAM Láng 000');

    const [first, second, third] = devices.items;
    expect([first, second, third].map((item) => item?.id)).toEqual([
      'cam-lang-0001',
      'cam-lang-0002',
      'cam-lang-0003',
    ]);
    expect(second).toMatchObject({ state: 'down' });
    expect(devices).toMatchObject({ total_is_exact: true });
  });

  test('words that stand together are before words that do not', async () => {
    const { devices } = await ask('phuong lang');

    expect(new Set(devices.items.slice(0, 5).map(({ area }) => area))).toEqual(new Set(['Phường Láng']));
  });

  test('finds links and districts', async () => {
    const { links, districts } = await ask('hoang mai');

    expect(links.items.map(({ id }) => id)).toContain('link-hoang-mai');
    expect(districts.items.map(({ id }) => id)).toEqual(['hoang-mai']);
  });

  test.each(['bi mat', 'cam-bi-mat', 'link-bi-mat'])(
    '%s: what is secret exists for nobody',
    async (query) => {
      const answer = JSON.stringify(await ask(query));

      expect(answer).not.toContain('bi-mat');
    },
  );

  test('a limit tells the best and how many there are', async () => {
    const { devices } = await ask('cam', '&limit=2');

    expect(devices.items).toHaveLength(2);
    expect(devices.total).toBeGreaterThan(2);
  });

  test.each([
    [`q=${'a'.repeat(101)}`, 'q: expected at most 100 letters'],
    ['q=a&q=b', 'q: expected once, got 2 times'],
    ['q=a&limit=51', 'limit: expected a number from 1 to 50'],
    ['query=a', '"query": is not a known parameter'],
  ])('%s is refused', async (query, expected) => {
    const { get } = await startSamplePortal({ shown });
    const response = await get(`/api/v1/search?${query}`);

    expect(response.status).toBe(400);
    expect(await response.text()).toContain(JSON.stringify(expected).slice(1, -1));
  });
});

describe('GET /search', () => {
  test('tells what was found in the language that was asked for', async () => {
    const { get } = await startSamplePortal({ shown });

    const page = await (await get('/search?q=lang-0002&lang=en')).text();

    expect(page).toContain('href="/devices/cam-lang-0002?lang=en"');
    expect(page).toContain('Found for “lang-0002”');
  });

  test('says how to search where nothing is found, and takes no markup from what was typed', async () => {
    const { get } = await startSamplePortal({ shown });

    const page = await (await get(`/search?q=${encodeURIComponent('"><script>x</script>')}`)).text();

    expect(page).toContain('Không tìm thấy gì');
    expect(page).not.toContain('<script>x');
  });
});
