import { expect, test } from 'vitest';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';

const shown = sampleFleet();

const start = () => startSamplePortal({ shown, prepare: (live) => scriptTroubles(live, shown.inventory) });

type Get = Awaited<ReturnType<typeof start>>['get'];

const read = async (get: Get, path: string) => (await (await get(path)).text()).replaceAll('&amp;', '&');

/** Devices that a page of the list names, in its order. */
const named = (page: string) =>
  [...page.matchAll(/<td class="wide"><a href="\/devices\/([^"?]+)/g)].map(([, id]) => id);

/** Counts of a page by the address that each leads to; one that is chosen leads to the list without it. */
const facets = (page: string) =>
  new Map(
    [...page.matchAll(/<a href="(\/devices[^"]*)">[^<✕]+<\/a> <span>([\d.]+)<\/span>/g)].map(
      ([, path = '', count = '']) => [path, Number(count.replaceAll('.', ''))],
    ),
  );

test('page by page it names what the API names, each device once', async () => {
  const { get } = await start();
  const ids: (string | undefined)[] = [];
  for (let path: string | undefined = '/devices?kind=switch'; path !== undefined; ) {
    const page = await read(get, path);
    ids.push(...named(page));
    path = /<a href="([^"]+)" rel="next">/.exec(page)?.[1];
  }
  const answer = await get('/api/v1/devices?kind=switch&limit=500');
  const { items } = (await answer.json()) as { readonly items: readonly { readonly id: string }[] };

  expect(ids.length).toBeGreaterThan(100);
  expect(ids).toEqual(items.map(({ id }) => id));
});

test('a count of a filter is how many its list has, whatever is chosen beside it', async () => {
  const { get } = await start();

  for (const [path, count] of facets(await read(get, '/devices?state=down&kind=camera'))) {
    const { total } = (await (await get(path.replace('/devices', '/api/v1/devices'))).json()) as {
      readonly total: number;
    };
    expect([path, total]).toEqual([path, count]);
  }
});

test('filters are narrowed, given up one by one, and all at once', async () => {
  const { get } = await start();

  const page = await read(get, '/devices?state=down&area=lang&lang=en');

  expect(named(page).length).toBeGreaterThan(0);
  expect(page).toContain('✕ down');
  expect(page).toContain('href="/devices?state=down&lang=en"');
  expect(page).toContain('href="/devices?lang=en">✕ Clear the filter');
  expect(page).toContain('href="/api/v1/devices?format=csv&state=down&area=lang"');
  expect(page).toContain('href="/api/v1/devices?format=xlsx&state=down&area=lang"');
});

test('tiles and districts lead to the list', async () => {
  const { get } = await start();

  expect(await read(get, '/')).toContain('href="/devices?kind=camera&state=down"');
  expect(await read(get, '/?district=ba-dinh')).toContain('href="/devices?district=ba-dinh"');
});

test('as a table it has every device of the filter, and what a spreadsheet would run is text', async () => {
  const { get } = await start();
  const answer = await get('/api/v1/devices?format=csv&state=down');
  const [head, ...rows] = (await answer.text()).trim().split('\r\n');
  const { total } = (await (await get('/api/v1/devices?state=down')).json()) as { readonly total: number };

  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="camwatch-devices.csv"');
  expect(head).toBe(
    'id,name,kind,state,reason,indicator,since,stage,agency,contractor,programme,district,area,site',
  );
  expect(rows.length).toBe(total);
});

test.each(['/devices?state=gone', '/devices?indicator=reach', '/devices?cursor=x'])(
  '%s is refused, and says what was expected',
  async (path) => {
    const { get } = await start();
    const answer = await get(path);

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('expected');
  },
);
