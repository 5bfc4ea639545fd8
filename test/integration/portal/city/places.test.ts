import { describe, expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import type { Shown } from '#portal/city/city-view.ts';
import { SECRET_WORDS, sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { startTroubledPortal } from '#test/support/troubled-portal.ts';
import { startClosedPortal } from '../door/sample-door.ts';

const DAY_MS = 86_400_000;

const contract = (id: string, more: object) =>
  [
    id,
    {
      ...{ id, name: `Bảo trì ${id}`, contractor: 'nha-thau-a', number: `${id}/HĐ`, sample: true, terms: {} },
      ...{ fromMs: SAMPLE_NOW_MS - 100 * DAY_MS, toMs: SAMPLE_NOW_MS + 100 * DAY_MS },
      ...more,
    },
  ] as const;

/** The sample city with contracts: one of each agency, one that is over. */
function contractedFleet(): Shown {
  const shown = sampleFleet({ camerasPerArea: 5 });
  const contractors = new Map(shown.inventory.contractors);
  const keeper = contractors.get('nha-thau-a');
  if (keeper) contractors.set(keeper.id, { ...keeper, hotline: '024 3900 0001' });
  const contracts = new Map([
    contract('hd-cong-an', { agency: 'cong-an-thanh-pho' }),
    contract('hd-xay-dung', { agency: 'so-xay-dung' }),
    contract('hd-cu', { agency: 'so-xay-dung', toMs: SAMPLE_NOW_MS - DAY_MS }),
  ]);
  return { ...shown, inventory: { ...shown.inventory, contractors, contracts } };
}

const shown = contractedFleet();
const start = () =>
  startSamplePortal({
    shown,
    prepare: (live) => {
      live.set(deviceEntity('cam-lang-0002'), { state: 'down', reason: 'timeout' });
      live.set(deviceEntity('cam-lang-0005'), { state: 'degraded', reason: 'loss' });
    },
  });

const page = async (path: string) => {
  const { get } = await start();
  const answer = await get(path);
  return { status: answer.status, text: await answer.text() };
};

describe('the page of a ward', () => {
  test('counts its devices by state and kind, each number leading to the list of just these', async () => {
    const { text } = await page('/areas/lang?lang=en');

    expect(text).toContain('7 devices');
    expect(text).toMatch(/<a href="\/devices\?area=lang&amp;state=down&amp;lang=en">.*?<b>1<\/b> down/);
    expect(text).toContain('<b>1 of 5 down</b>');
  });

  test('names what is down with why, its line with circuit and telephone, and the contracts in force', async () => {
    const { text } = await page('/areas/lang?lang=en');

    expect(text).toContain('/devices/cam-lang-0002?lang=en');
    expect(text).toContain('no answer');
    expect(text).toContain('<a href="tel:19000006">');
    expect(text).toContain('<a href="tel:02439000001">');
    expect(text).toMatch(/HN-\d+-01/);
    const agency = shown.inventory.devices.get('cam-lang-0002')?.agency;
    const [own, other] =
      agency === 'so-xay-dung' ? ['hd-xay-dung', 'hd-cong-an'] : ['hd-cong-an', 'hd-xay-dung'];
    expect(text).toContain(`${own}/HĐ`);
    expect(text).not.toContain(`${other}/HĐ`);
    expect(text).not.toContain('hd-cu/HĐ');
  });

  test('that does not exist is not found', async () => {
    expect((await page('/areas/nowhere')).status).toBe(404);
  });
});

describe('the page of a site', () => {
  test('has its devices, the way there and where it is', async () => {
    const { text } = await page('/sites/site-lang-0?lang=en');

    expect(text).toContain('/links/link-lang?lang=en');
    expect(text).toContain('/areas/lang?lang=en');
    expect(text).toContain('/devices/cam-lang-0002?lang=en');
    expect(text).not.toContain('cam-lang-0005');
    expect(text).toContain('junction');
  });

  test('leads to the list of its devices, which counts these alone', async () => {
    const { text } = await page('/devices?site=site-lang-0&lang=en');

    expect(text).toContain('6 devices');
    expect(text).toContain('cam-lang-0004');
    expect(text).not.toContain('cam-lang-0005');
  });

  test('that is restricted is told by its ward', async () => {
    const { status, text } = await page('/sites/site-han-che');

    expect(status).toBe(200);
    expect(text).not.toContain('Cổng hạn chế');
    expect(text).not.toContain('đường hạn chế');
    expect(text).toContain('Phường Ba Đình');
  });

  test('that is secret is not there for who may not see it', async () => {
    const { get, addPerson, enter } = await startClosedPortal(shown);
    const [open, secret] = [
      await enter(await addPerson('noc')),
      await enter(await addPerson('admin', { seesSecret: true })),
    ];

    const [shut, told] = [
      await get('/sites/site-bi-mat', { cookie: open }),
      await get('/sites/site-bi-mat', { cookie: secret }),
    ];

    expect([shut.status, told.status]).toEqual([404, 200]);
    expect(await told.text()).toMatch(SECRET_WORDS);
    expect(await (await get('/devices?site=site-bi-mat', { cookie: open })).text()).not.toContain(
      'cam-bi-mat',
    );
  });
});

describe('the page of an agency', () => {
  test('counts what it owns', async () => {
    const { text } = await page('/agencies/so-xay-dung?lang=en');
    const own = [...shown.inventory.devices.values()].filter(({ agency }) => agency === 'so-xay-dung');

    expect(text).toContain(`${own.length} devices`);
    expect(text).toContain('hd-xay-dung/HĐ');
    expect(text).not.toContain('hd-cong-an/HĐ');
  });

  test('is not there for another agency, and neither are wards and sites where it has nothing', async () => {
    const { get, addPerson, enter } = await startClosedPortal(shown);
    const cookie = await enter(await addPerson('agency', { organisation: 'so-xay-dung' }));
    const areaOf = (agency: string) => {
      const device = [...shown.inventory.devices.values()].find((one) => one.agency === agency);
      return shown.inventory.sites.get(device?.site ?? '');
    };
    const [own, other] = [areaOf('so-xay-dung'), areaOf('cong-an-thanh-pho')];
    const statusOf = async (path: string) => (await get(path, { cookie })).status;

    expect(await statusOf('/agencies/so-xay-dung')).toBe(200);
    expect(await statusOf(`/areas/${own?.area}`)).toBe(200);
    expect(await statusOf(`/sites/${own?.id}`)).toBe(200);
    expect(await statusOf('/agencies/cong-an-thanh-pho')).toBe(404);
    expect(await statusOf(`/areas/${other?.area}`)).toBe(404);
    expect(await statusOf(`/sites/${other?.id}`)).toBe(404);
  });
});

test('pages of devices lead to the site, the ward, the agency, and to the telephone of who keeps them', async () => {
  const { text } = await page('/devices/cam-lang-0002?lang=en');

  expect(text).toContain('/sites/site-lang-0?lang=en');
  expect(text).toContain('/areas/lang?lang=en');
  expect(text).toContain('<a href="tel:02439000001">');
  expect(text).toMatch(/\/agencies\/(so-xay-dung|cong-an-thanh-pho)\?lang=en/);
});

test('an incident of what fell together leads to the ward where it stands', async () => {
  const { url } = await startTroubledPortal();
  const { items } = (await (await fetch(`${url}/api/v1/incidents?limit=500`)).json()) as {
    readonly items: readonly { readonly id: string; readonly root: { readonly kind: string } }[];
  };
  const common = items.filter(({ root }) => root.kind === 'common');
  expect(common.length).toBeGreaterThan(0);

  const page = await (
    await fetch(`${url}/incidents/${encodeURIComponent(common[0]?.id ?? '')}?lang=en`)
  ).text();
  expect(page).toMatch(/<h2>.*<a href="\/areas\/[a-z-]+\?lang=en"><bdi>/);
});
