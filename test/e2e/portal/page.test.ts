import { describe, expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { SIZES, useBrowser, widthsOf } from '#test/support/browser.ts';
import { device } from '#test/support/inventory.ts';
import { openIncidentSource, sampleIncidentLedger, storm } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { scriptTroubles } from '#test/support/sample-troubles.ts';
import { startTroubledPortal, TROUBLED_FLEET, TROUBLED_LINE } from '#test/support/troubled-portal.ts';

const openPage = useBrowser();

describe.each(Object.entries(SIZES))('on a %s', (_name, size) => {
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
    const page = await openPage(size);

    await page.goto(url + path);
    const widths = await widthsOf(page);
    const picture = await page.screenshot();

    expect(widths).toEqual([size.width, size.width]);
    expect(page.errors).toEqual([]);
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([size.width, size.height]);
  });

  test('keys lead along the causes of the start page, as it says below them', async () => {
    const { url } = await startTroubledPortal();
    const page = await openPage(size);
    await page.goto(url);
    const press = async (key: string) => {
      await page.keyboard.press(key);
      return await page.evaluate(
        `[...document.querySelectorAll('.incidents > ol > li')].findIndex((one) => one.contains(document.activeElement))`,
      );
    };

    expect(await press('j')).toBe(0);
    expect(await press('j')).toBe(1);
    expect(await press('k')).toBe(0);
    expect(await page.getByText('Phím J').isVisible()).toBe(size.width >= 600);
  });

  test('a name of 10,000 letters does not take the page over', async () => {
    const name = 'Ô'.repeat(10_000);
    const devices = new Map(TROUBLED_FLEET.inventory.devices);
    devices.set('cam-long', device({ id: 'cam-long', name, site: 'site-lang-0' }));
    const { url } = await startSamplePortal({
      shown: { ...TROUBLED_FLEET, inventory: { ...TROUBLED_FLEET.inventory, devices } },
      prepare: (live) => live.set(deviceEntity('cam-long'), { state: 'down' }),
    });
    const page = await openPage(size);

    await page.goto(`${url}/`);

    expect(await widthsOf(page)).toEqual([size.width, size.width]);
  });
});

test.each(Object.entries(SIZES))(
  'on a %s a storm of 10,000 incidents shows the worst and how many more, within the width',
  async (_name, size) => {
    const { url } = await startSamplePortal({
      shown: TROUBLED_FLEET,
      incidents: openIncidentSource(sampleIncidentLedger(storm(10_000))),
    });
    const page = await openPage(size);

    await page.goto(`${url}/?lang=en`);

    const part = page.locator('[data-part="incidents"]');
    expect(await part.locator('li').count()).toBe(19);
    expect(await part.locator('header p').textContent()).toBe(
      '10,003 incidents: 1 critical, 1 major, 10,001 minor',
    );
    expect(await part.locator('.rest:not(.keys)').allTextContents()).toEqual(['and 9,984 incidents more']);
    expect(await widthsOf(page)).toEqual([size.width, size.width]);
    expect(page.errors).toEqual([]);
  },
);

test('on a telephone incidents come before the map', async () => {
  const { url } = await startTroubledPortal();
  const page = await openPage(SIZES.telephone);

  await page.goto(url);

  const topOf = async (part: string) => (await page.locator(`[data-part="${part}"]`).boundingBox())?.y;
  expect(await topOf('incidents')).toBeLessThan((await topOf('map')) ?? 0);
});

test('on a wall the whole city is seen without scrolling', async () => {
  const { url } = await startTroubledPortal();
  const page = await openPage(SIZES.wall);

  await page.goto(url);

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
  await page.goto(url);
  const line = page.locator('details[data-key^="link:link-hoang-mai@"]');
  await line.evaluate((details: { open: boolean }) => {
    details.open = true;
  });
  const health = page.locator('[data-part="health"]');
  await health.evaluate((part: { mine?: string }) => {
    part.mine = 'untouched';
  });

  live.set(deviceEntity('cam-ba-vi-0001'), { state: 'down', reason: 'timeout' });
  nowMs += 60_000;

  await expect.poll(() => page.locator('.tile.is-main .figure b').textContent()).toBe('33');
  expect(await line.getAttribute('open')).toBe('');
  expect(await health.evaluate((part: { mine?: string }) => part.mine)).toBe('untouched');
  expect(page.errors).toEqual([]);
});

test('the page says that it is old when camwatch does not answer any more', async () => {
  const { url, close } = await startTroubledPortal();
  const page = await openPage();
  await page.goto(url);
  const notice = page.locator('.old-notice');
  const before = await notice.isVisible();

  await close();

  await notice.waitFor({ state: 'visible' });
  expect(before).toBe(false);
});
