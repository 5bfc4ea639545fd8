import { describe, expect, test, vi } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { useBrowser } from '#test/support/browser.ts';
import { device } from '#test/support/inventory.ts';
import { openIncidentSource, sampleIncidentLedger, storm } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';
import { startTroubledPortal, TROUBLED_FLEET, TROUBLED_LINE } from '#test/support/troubled-portal.ts';

const SIZES = [
  ['a wall', { width: 1_920, height: 1_080 }],
  ['a laptop', { width: 1_366, height: 768 }],
  ['a telephone', { width: 390, height: 844 }],
] as const;

const openPage = useBrowser();

describe.each(SIZES)('on %s', (_name, size) => {
  test.each([
    '/',
    '/?lang=en&theme=dark',
    '/?district=hoang-mai',
    '/devices/cam-hoang-mai-0003',
    '/devices/cam-ba-dinh-0003',
    '/devices/nvr-ba-dinh?lang=en',
    '/devices/sw-ba-dinh',
    '/sites/site-hoang-mai-0',
    '/areas/hoang-mai?lang=en',
    '/agencies/so-xay-dung',
    '/findings',
    '/health',
    '/links?lang=en',
    '/recorders',
    '/sites?lang=en',
    '/links/link-hai-ba-trung',
    '/search?q=lang',
    `/incidents/${encodeURIComponent(TROUBLED_LINE)}`,
  ])('%s fits the width, and the browser has nothing to complain about', async (path) => {
    const { url } = await startTroubledPortal();
    const page = await openPage();

    await page.open(url + path, size);
    const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
    const picture = await page.screenshot();

    expect(widths).toEqual([size.width, size.width]);
    expect(page.errors).toEqual([]);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([size.width, size.height]);
  });

  test('a name of 10,000 letters does not take the page over', async () => {
    const name = 'Ô'.repeat(10_000);
    const devices = new Map(TROUBLED_FLEET.inventory.devices);
    devices.set('cam-long', device({ id: 'cam-long', name, site: 'site-lang-0' }));
    const { url } = await startSamplePortal({
      shown: { ...TROUBLED_FLEET, inventory: { ...TROUBLED_FLEET.inventory, devices } },
      prepare: (live) => live.set(deviceEntity('cam-long'), { state: 'down' }),
    });
    const page = await openPage();

    await page.open(`${url}/`, size);

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width);
  });
});

test.each(SIZES)(
  'on %s a storm of 10,000 incidents shows the worst and how many more, within the width',
  async (_name, size) => {
    const { url } = await startSamplePortal({
      shown: TROUBLED_FLEET,
      incidents: openIncidentSource(sampleIncidentLedger(storm(10_000))),
    });
    const page = await openPage();

    await page.open(`${url}/?lang=en`, size);

    const part = `document.querySelector('[data-part="incidents"]')`;
    expect(await page.evaluate(`${part}.querySelectorAll('li').length`)).toBe(19);
    expect(await page.evaluate(`${part}.querySelector('header p').textContent`)).toBe(
      '10,003 incidents: 1 critical, 1 major, 10,001 minor',
    );
    expect(
      await page.evaluate(`[...${part}.querySelectorAll('.rest')].map((one) => one.textContent)`),
    ).toEqual(['and 9,984 incidents more']);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width);
    expect(page.errors).toEqual([]);
  },
);

test('on a telephone incidents come before the map', async () => {
  const { url } = await startTroubledPortal();
  const page = await openPage();

  await page.open(url, { width: 390, height: 844 });

  const top = (part: string) => `document.querySelector('[data-part="${part}"]').getBoundingClientRect().top`;
  expect(await page.evaluate(`${top('incidents')} < ${top('map')}`)).toBe(true);
});

test('on a wall the whole city is seen without scrolling', async () => {
  const { url } = await startTroubledPortal();
  const page = await openPage();

  await page.open(url, { width: 1_920, height: 1_080 });

  expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(1_080);
});

test('the page renews itself: what changed changes, what was opened stays open', async () => {
  let nowMs = SAMPLE_NOW_MS;
  const { url, live } = await startSamplePortal({
    shown: TROUBLED_FLEET,
    nowMs: () => nowMs,
    prepare: (sample) => scriptTroubles(sample, TROUBLED_FLEET.inventory),
  });
  const page = await openPage();
  await page.open(url, { width: 1_366, height: 768 });
  await page.evaluate(`document.querySelector('details[data-key^="link:link-hoang-mai@"]').open = true`);
  await page.evaluate(`document.querySelector('[data-part="health"]').mine = 'untouched'`);

  live.set(deviceEntity('cam-ba-vi-0001'), { state: 'down', reason: 'timeout' });
  nowMs += 60_000;

  await vi.waitFor(
    async () =>
      expect(await page.evaluate('document.querySelector(".tile.is-main .figure b").textContent')).toBe('33'),
    { timeout: 30_000, interval: 200 },
  );
  expect(
    await page.evaluate(`document.querySelector('details[data-key^="link:link-hoang-mai@"]').open`),
  ).toBe(true);
  expect(await page.evaluate(`document.querySelector('[data-part="health"]').mine`)).toBe('untouched');
  expect(page.errors).toEqual([]);
});

test('the page says that it is old when camwatch does not answer any more', async () => {
  const { url, close } = await startTroubledPortal();
  const page = await openPage();
  await page.open(url, { width: 1_366, height: 768 });
  const notice = `getComputedStyle(document.querySelector('.old-notice')).display`;
  const before = await page.evaluate(notice);

  await close();

  await vi.waitFor(async () => expect(await page.evaluate(notice)).toBe('block'), {
    timeout: 30_000,
    interval: 200,
  });
  expect(before).toBe('none');
});
