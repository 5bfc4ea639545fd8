import { describe, expect, test } from 'vitest';
import { textOf } from '#test/support/page-text.ts';
import { SECRET_WORDS, sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';
import { startTroubledPortal } from '#test/support/troubled-portal.ts';
import { startClosedPortal } from '../door/sample-door.ts';

const shown = sampleFleet({ camerasPerArea: 9 });
const start = () => startSamplePortal({ shown, prepare: (live) => scriptTroubles(live, shown.inventory) });
type Get = (path: string) => Promise<Response>;

const read = async (get: Get, path: string) => (await (await get(path)).text()).replaceAll('&amp;', '&');
const totalOf = async (get: Get, path: string) =>
  ((await (await get(path)).json()) as { readonly total: number }).total;

/** Counts of a page by the address that each leads to. */
const facets = (page: string) =>
  [...page.matchAll(/<a href="(\/[^"]*)">[^<✕]+<\/a> <span>([\d.]+)<\/span>/g)].map(
    ([, path = '', count = '']) => [path, Number(count.replaceAll('.', ''))] as const,
  );

async function walk(get: Get, first: string, kind: string): Promise<string[]> {
  const ids: string[] = [];
  const rows = new RegExp(`<td class="wide"><a href="/${kind}/([^"?]+)`, 'g');
  for (let path: string | undefined = first; path !== undefined && ids.length < 5_000; ) {
    const page = await read(get, path);
    ids.push(...[...page.matchAll(rows)].map(([, id = '']) => id));
    path = /<a href="([^"]+)" rel="next">/.exec(page)?.[1];
  }
  return ids;
}

describe.each([
  ['/links', '/api/v1/links', '/links?state=up'],
  ['/sites', '/api/v1/sites', '/sites?state=up&kind=junction'],
  ['/recorders', '/api/v1/devices?kind=nvr', '/recorders?state=up'],
])('%s', (path, api, narrowed) => {
  test('names each once, page by page', async () => {
    const { get } = await start();
    const ids = await walk(get, path, path === '/recorders' ? 'devices' : path.slice(1));

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(await totalOf(get, api));
    expect(ids.length).toBeGreaterThan(100);
  });

  test('a count of a filter is how many its list has', async () => {
    const { get } = await start();
    const counted = facets(await read(get, narrowed));

    expect(counted.length).toBeGreaterThan(5);
    for (const [to, count] of counted.slice(0, 12)) {
      const [, query = ''] = to.split('?');
      expect([to, await totalOf(get, `${api}${api.includes('?') ? '&' : '?'}${query}`)]).toEqual([to, count]);
    }
  });

  test('leads to all of the filter as a file', async () => {
    const { get } = await start();
    const page = await read(get, narrowed);
    const files = [...page.matchAll(/href="(\/api[^"]+format=(?:xlsx|csv)[^"]*)"/g)].map(
      ([, one = '']) => one,
    );

    expect(files).toHaveLength(2);
    for (const file of files) expect((await get(file)).status).toBe(200);
  });

  test.each(['state=gone', 'cursor=x', 'nothing=1'])('%s is refused', async (query) => {
    const { get } = await start();

    expect((await get(`${path}?${query}`)).status).toBe(400);
  });
});

test('links begin with what is down, on the second page as well', async () => {
  const { get } = await start();
  const ids = await walk(get, '/links', 'links');
  const stateOf = async (id: string | undefined) =>
    ((await (await get(`/api/v1/links/${id}`)).json()) as { readonly state: string }).state;

  expect(await stateOf(ids[0])).toBe('down');
  expect(await stateOf(ids.at(-1))).toBe('up');
});

test('recorders say how many channels are lost, what their disks say and how far back they reach', async () => {
  const { get } = await startTroubledPortal().then(({ url }) => ({
    get: (path: string) => fetch(url + path),
  }));
  const text = textOf(await read(get, '/recorders?area=ba-dinh&lang=en'));

  expect(text).toMatch(/nvr-ba-dinh .* 1 of 12 down .*failed.* 12 d/);
});

test('sites of another agency and secret ones are in no list and no file', async () => {
  const { get, addPerson, enter } = await startClosedPortal(shown);
  const cookie = await enter(await addPerson('agency', { organisation: 'so-xay-dung' }));
  const own = new Set(
    [...shown.inventory.devices.values()]
      .filter(({ agency }) => agency === 'so-xay-dung')
      .map(({ site }) => site),
  );
  const csv = await (await get('/api/v1/sites?format=csv', { cookie })).text();
  const ids = csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(',')[0]);

  expect(new Set(ids)).toEqual(own);
  const all = await enter(await addPerson('noc'));
  for (const path of ['/sites?area=ba-dinh', '/api/v1/sites?format=csv', '/api/v1/sites?limit=500'])
    expect(await (await get(path, { cookie: all })).text()).not.toMatch(SECRET_WORDS);
});
