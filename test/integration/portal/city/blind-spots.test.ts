import { expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { hours, minutes } from '#core/time/units.ts';
import { textOf } from '#test/support/page-text.ts';
import { SECRET_WORDS, sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { devicesOfArea, scriptTroubles } from '#test/support/sample-troubles.ts';
import { startClosedPortal } from '../door/sample-door.ts';

const shown = sampleFleet({ camerasPerArea: 8 });
const { inventory } = shown;

interface Spot {
  readonly place: string;
  readonly id: string;
  readonly state: string;
  readonly cameras: number;
  readonly down: number;
  readonly unknown: number;
  readonly since: { readonly ms: number } | null;
  readonly agencies: readonly { readonly id: string }[];
  readonly incidents: readonly { readonly number: string | null; readonly state: string }[];
  readonly planned_work: readonly { readonly id: string }[];
}

type Start = NonNullable<Parameters<typeof startSamplePortal>[0]>;

/** Line to Hoàng Mai cut, Ứng Thiên dark, Ba Vì not measured; one pole of four at Long Biên lost, one at Lĩnh Nam half lost and half not known. */
const startTroubled = (more: Start = {}) =>
  startSamplePortal({
    shown,
    prepare: (live) => {
      scriptTroubles(live, inventory);
      const down = (id: string, minutesAgo: number) =>
        live.set(deviceEntity(id), {
          ...{ state: 'down', reason: 'timeout', sinceMs: SAMPLE_NOW_MS - minutes(minutesAgo) },
        });
      for (const [number, id] of ['0001', '0002', '0003', '0004'].entries())
        down(`cam-cua-nam-${id}`, 40 + number);
      for (const id of ['0001', '0002']) down(`cam-ngoc-ha-${id}`, 20);
      for (const id of ['0003', '0004']) live.forget(deviceEntity(`cam-ngoc-ha-${id}`));
      // One that works is enough: half a pole is no blind spot.
      for (const id of ['0001', '0002', '0003']) down(`cam-giang-vo-${id}`, 5);
    },
    ...more,
  });

type Get = (path: string) => Promise<Response>;
const ask = async (get: Get, query = '') =>
  (await (await get(`/api/v1/blind-spots?limit=500${query}`)).json()) as {
    readonly total: number;
    readonly items: readonly Spot[];
    readonly next: string | null;
  };

test('whole wards come first, then sites; what is not known is told apart, and half a pole is none', async () => {
  const { get } = await startTroubled();
  const { items, total } = await ask(get);
  const shape = items.map(({ place, id, state, cameras, down, unknown }) => [
    place,
    id,
    state,
    cameras,
    down,
    unknown,
  ]);

  expect(total).toBe(items.length);
  expect(shape.slice(0, 3)).toEqual([
    ['area', 'ung-thien', 'lost', 8, 8, 0],
    ['area', 'hoang-mai', 'lost', 8, 8, 0],
    ['area', 'ba-vi', 'unknown', 8, 0, 8],
  ]);
  expect(shape.slice(3).every(([place]) => place === 'site')).toBe(true);
  const siteOf = (id: string) => shape.find(([, one]) => one === id);
  expect(siteOf('site-cua-nam-0')).toEqual(['site', 'site-cua-nam-0', 'lost', 4, 4, 0]);
  expect(siteOf('site-ngoc-ha-0')).toEqual(['site', 'site-ngoc-ha-0', 'unknown', 4, 2, 2]);
  expect(siteOf('site-giang-vo-0')).toBeUndefined();
  // Never known: since when nobody can say.
  expect(items.find(({ id }) => id === 'ba-vi')?.since).toBeNull();
  // Blind since the last of its cameras fell.
  expect(items.find(({ id }) => id === 'site-cua-nam-0')?.since?.ms).toBe(SAMPLE_NOW_MS - minutes(40));
});

test('a place names its incident, and what is announced for its cameras', async () => {
  const entity = deviceEntity('cam-cua-nam-0001');
  const work = (id: string, fromMs: number, toMs: number) => ({
    ...{ seq: Number(id), id, action: 'add', recordedMs: SAMPLE_NOW_MS - hours(48), author: 'an', hash: '' },
    body: {
      ...{ fromMs, toMs, entities: [entity], selector: '', announcedMs: SAMPLE_NOW_MS - hours(48) },
      ...{ by: 'contractor:nha-thau-a', reason: 'thay cột', files: [] },
    },
  });
  const { get } = await startTroubled({
    works: () => [
      work('1', SAMPLE_NOW_MS - hours(30), SAMPLE_NOW_MS - hours(29)),
      work('2', SAMPLE_NOW_MS - hours(1), SAMPLE_NOW_MS + hours(2)),
    ],
  });
  const { items } = await ask(get);
  const [ungThien] = items;
  const pole = items.find(({ id }) => id === 'site-cua-nam-0');

  expect(ungThien?.incidents).toHaveLength(1);
  expect(ungThien?.incidents[0]?.number).toMatch(/^1125-\d+$/);
  expect(pole?.planned_work.map(({ id }) => id)).toEqual(['2']);
  const page = textOf(await (await get('/blind-spots?lang=en&area=cua-nam')).text());
  expect(page).toContain('all 4 cameras lost');
  expect(page).toMatch(/planned work until 12:44/);
});

test('an agency is told of its own cameras, and of wards where it has none; nobody of secret sites', async () => {
  const more: Start = { prepare: (live) => scriptTroubles(live, inventory) };
  const { get, addPerson, enter } = await startClosedPortal(shown, more);
  const cookie = await enter(await addPerson('agency', { organisation: 'so-xay-dung' }));
  const asAgency: Get = (path) => get(path, { cookie });
  const all = await enter(await addPerson('noc'));
  const { items } = await ask(asAgency);

  expect(items.length).toBeGreaterThan(0);
  expect(new Set(items.flatMap(({ agencies }) => agencies.map(({ id }) => id)))).toEqual(
    new Set(['so-xay-dung']),
  );
  const own = new Set(
    inventory.devices
      .values()
      .filter(({ agency }) => agency === 'so-xay-dung')
      .map(({ site }) => inventory.sites.get(site)?.area),
  );
  expect(items.filter(({ place }) => place === 'area').every(({ id }) => own.has(id))).toBe(true);
  expect(await (await asAgency('/blind-spots?lang=en')).text()).toContain('those of another agency may work');
  for (const path of ['/blind-spots', '/api/v1/blind-spots?format=csv', '/api/v1/blind-spots?limit=500'])
    expect(await (await get(path, { cookie: all })).text()).not.toMatch(SECRET_WORDS);
  expect((await asAgency('/blind-spots?agency=cong-an-thanh-pho')).status).toBe(400);
});

test('a ward without any camera is told apart from one whose cameras are not in service', async () => {
  const devices = new Map(inventory.devices);
  for (const id of devicesOfArea(inventory, 'cua-nam')) {
    const device = devices.get(id);
    if (device?.kind === 'camera') devices.delete(id);
  }
  for (const id of devicesOfArea(inventory, 'ngoc-ha')) {
    const device = devices.get(id);
    if (device?.kind === 'camera')
      devices.set(id, {
        ...device,
        lifecycle: [...device.lifecycle, { atMs: SAMPLE_NOW_MS - hours(24), stage: 'retired' }],
      });
  }
  const { get } = await startSamplePortal({ shown: { ...shown, inventory: { ...inventory, devices } } });
  const { items } = await ask(get);

  expect(items.map(({ place, id, state }) => [place, id, state])).toEqual([
    ['area', 'ngoc-ha', 'out-of-service'],
    ['area', 'cua-nam', 'no-camera'],
  ]);
  expect(textOf(await (await get('/blind-spots?state=no-camera&lang=en')).text())).toContain('no camera');
});

test('pages of the list name each once, and a file has them all', async () => {
  const { get } = await startTroubled();
  const { items } = await ask(get);
  const ids: string[] = [];
  for (let cursor = ''; ids.length < 1_000; ) {
    const path = `/api/v1/blind-spots?limit=3${cursor && `&cursor=${cursor}`}`;
    const page = (await (await get(path)).json()) as { items: readonly Spot[]; next: string | null };
    ids.push(...page.items.map(({ place, id }) => `${place}:${id}`));
    if (page.next === null) break;
    cursor = page.next;
  }
  const csv = await (await get('/api/v1/blind-spots?format=csv')).text();

  expect(ids).toEqual(items.map(({ place, id }) => `${place}:${id}`));
  expect(csv.trim().split('\r\n')).toHaveLength(items.length + 1);
  expect((await get('/api/v1/blind-spots?format=xlsx')).status).toBe(200);
});

test('the start page and the page of an agency tell how many there are, and lead there', async () => {
  const { get } = await startTroubled();
  const start = await (await get('/?lang=en')).text();
  const agency = await (await get('/agencies/cong-an-thanh-pho?lang=en')).text();

  expect(start).toContain('href="/blind-spots?lang=en"');
  expect(textOf(start)).toMatch(/Blind spots \d+ sites 2 wards · \d+ not known/);
  expect(agency).toMatch(/href="\/blind-spots\?agency=cong-an-thanh-pho&amp;lang=en"/);
});
