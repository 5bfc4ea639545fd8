import { describe, expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { measuredFleet, sampleLearnt } from '#test/support/sample-learnt.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { startTroubledPortal, TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { startClosedPortal } from '../door/sample-door.ts';

interface Ids {
  readonly items: readonly { readonly id: string }[];
}

interface Answer {
  readonly incidents: Ids;
  readonly areas: Ids;
  readonly agencies: Ids;
  readonly contracts: Ids;
  readonly sites: Ids;
  readonly districts: { readonly items: readonly { readonly id: string }[] };
  readonly findings: {
    readonly total: number;
    readonly items: readonly { readonly entity: string; readonly code: string }[];
  };
  readonly links: { readonly items: readonly { readonly id: string; readonly state: string }[] };
  readonly devices: {
    readonly total: number;
    readonly total_is_exact: boolean;
    readonly items: readonly { readonly id: string; readonly state: string; readonly area: string }[];
  };
}

const fleet = sampleFleet({ camerasPerArea: 3 });
const contract = {
  ...{ id: 'hd-bao-tri', name: 'Bảo trì camera', contractor: 'nha-thau-a', agency: 'so-xay-dung' },
  ...{ number: '17/2026/HĐ', fromMs: 0, sample: true, terms: {} },
};
const shown = { ...fleet, inventory: { ...fleet.inventory, contracts: new Map([[contract.id, contract]]) } };

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

  test('finds sites by their street, wards, agencies, and contracts by their number', async () => {
    const byStreet = await ask('10 tran phu');
    const byName = await ask('so xay dung');
    const byNumber = await ask('17-2026');

    expect(byStreet.sites.items.map(({ id }) => id)).toContain('site-ba-dinh-0');
    expect((await ask('lang ward')).areas.items.map(({ id }) => id)).toContain('lang');
    expect(byName.agencies.items.map(({ id }) => id)).toEqual(['so-xay-dung']);
    expect(byNumber.contracts.items.map(({ id }) => id)).toEqual(['hd-bao-tri']);
  });

  test('a restricted site is found by its ward, and by nothing closer', async () => {
    expect((await ask('site-han-che')).sites.items).toEqual([
      { id: 'site-han-che', name: null, area: 'Phường Ba Đình' },
    ]);
    expect((await ask('cong han che')).sites.items).toEqual([]);
    expect((await ask('duong han che')).sites.items).toEqual([]);
  });

  test('finds incidents by their cause, without accents, and by their id', async () => {
    const { url } = await startTroubledPortal();
    const found = async (query: string) => {
      const answer = await fetch(`${url}/api/v1/search?q=${encodeURIComponent(query)}`);
      return ((await answer.json()) as Answer).incidents.items.map(({ id }) => id);
    };

    expect(await found('duong truyen hoang mai')).toContain(TROUBLED_LINE);
    expect(await found(TROUBLED_LINE)).toEqual([TROUBLED_LINE]);
    expect(await found('nothing of that name')).toEqual([]);
  });

  test('a number finds no incident by a part of another number', async () => {
    const { url } = await startTroubledPortal();
    const found = async (query: string) => {
      const answer = await fetch(`${url}/api/v1/search?q=${encodeURIComponent(query)}`);
      return ((await answer.json()) as Answer).incidents.items.map(({ id }) => id);
    };

    expect(await found('duong truyen hoang mai 1')).toContain(TROUBLED_LINE);
    expect(await found('duong truyen hoang mai 17')).toEqual([]);
  });

  test('finds findings that stand by what is found, in either language, and by what it is found at', async () => {
    const { url } = await startTroubledPortal();
    const found = async (query: string) => {
      const answer = await fetch(`${url}/api/v1/search?q=${encodeURIComponent(query)}`);
      const { findings } = (await answer.json()) as Answer;
      return findings.items.map(({ entity, code }) => `${entity} ${code}`);
    };

    expect(await found('luu tru khong du')).toEqual(await found('retention-short'));
    expect(await found('lưu trữ không đủ nvr')).toEqual(['device:nvr-ba-dinh retention-short']);
    expect(await found('serial changed')).toEqual(await found('khac so may'));
    expect(await found('serial changed')).not.toEqual([]);
    expect(await found('nvr-ba-dinh')).toContain('device:nvr-ba-dinh retention-short');
    expect(await found('')).toEqual([]);
  });

  test('a finding at what is secret, or of another, is found by nobody who may not see it', async () => {
    const { get, addPerson, enter } = await startClosedPortal(measuredFleet(), { learnt: sampleLearnt() });
    const found = async (cookie: string) => {
      const answer = await get('/api/v1/search?q=telnet', { cookie });
      return ((await answer.json()) as Answer).findings;
    };
    const secret = 'device:cam-bi-mat';

    const [all, open, none] = [
      await found(await enter(await addPerson('noc', { seesSecret: true }))),
      await found(await enter(await addPerson('noc'))),
      await found(await enter(await addPerson('contractor', { organisation: 'nobody' }))),
    ];

    expect(all.items.map(({ entity }) => entity)).toContain(secret);
    expect(open.items.map(({ entity }) => entity)).not.toContain(secret);
    expect(open.total).toBe(all.total - 1);
    expect(none).toMatchObject({ total: 0, items: [] });
  });

  test('a contractor finds no contract of the carrier on whose line its cameras hang', async () => {
    const line = { ...contract, id: 'hd-duong-truyen', number: '99/2026/HĐ', contractor: 'vien-thong' };
    const links = new Map(
      [...shown.inventory.links].map(([id, link]) => [id, { ...link, contracts: [line.id] }] as const),
    );
    const contracts = new Map([contract, line].map((one) => [one.id, one] as const));
    const { get, addPerson, enter } = await startClosedPortal({
      ...shown,
      inventory: { ...shown.inventory, links, contracts },
    });
    const cookie = await enter(await addPerson('contractor', { organisation: 'nha-thau-a' }));
    const found = async (query: string) =>
      (await (await get(`/api/v1/search?q=${encodeURIComponent(query)}`, { cookie })).json()) as Answer;

    const [seen] = (await found('link')).links.items;
    expect(seen).toBeDefined();
    expect((await found('17-2026')).contracts.items.map(({ id }) => id)).toEqual([contract.id]);
    expect((await found('99-2026')).contracts.items).toEqual([]);
    const page = await (await get(`/links/${seen?.id}`, { cookie })).text();
    expect(page).not.toContain('99/2026');
  });

  test('an agency finds what is its own alone', async () => {
    const { get, addPerson, enter } = await startClosedPortal(shown);
    const cookie = await enter(await addPerson('agency', { organisation: 'cong-an-thanh-pho' }));
    const found = async (query: string) =>
      (await (await get(`/api/v1/search?q=${encodeURIComponent(query)}`, { cookie })).json()) as Answer;
    const others = [...shown.inventory.devices.values()].find(({ agency }) => agency === 'so-xay-dung');
    const site = others?.site ?? '';

    expect((await found('cong an')).agencies.items.map(({ id }) => id)).toEqual(['cong-an-thanh-pho']);
    expect((await found('so xay dung')).agencies.items).toEqual([]);
    expect((await found('17-2026')).contracts.items).toEqual([]);
    expect((await found(site)).sites.items.map(({ id }) => id)).not.toContain(site);
    const area = shown.inventory.sites.get(site)?.area ?? '';
    expect((await found(area)).areas.items.map(({ id }) => id)).not.toContain(area);
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
  test('leads from a finding to what it is found at', async () => {
    const { url } = await startTroubledPortal();
    const page = await (await fetch(`${url}/search?q=retention+nvr&lang=en`)).text();

    expect(page).toMatch(
      /<h3>Findings<\/h3><ul><li><a href="\/devices\/nvr-ba-dinh\?lang=en">.*recordings too short/,
    );
  });

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
