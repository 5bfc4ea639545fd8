import { expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { type BrowserPage, SIZES, useBrowser, type Viewport, widthsOf } from '#test/support/browser.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const openPage = useBrowser();
const shown = sampleFleet({ camerasPerArea: 3 });

async function openPortal(path: string, size: Viewport = SIZES.laptop): Promise<BrowserPage> {
  const { url } = await startSamplePortal({
    shown,
    prepare: (live) => live.set(deviceEntity('cam-lang-0002'), { state: 'down', reason: 'timeout' }),
  });
  const page = await openPage(size);
  await page.goto(url + path);
  return page;
}

const foundIn = (page: BrowserPage) => page.locator('.found-now a');
const focusIn = async (page: BrowserPage) =>
  await page.evaluate(`document.activeElement.getAttribute('href') ?? document.activeElement.name`);

test('a slash goes to the search of any page, and what is found shows while one types', async () => {
  const page = await openPortal('/links?lang=en');

  await page.keyboard.press('/');
  expect(await focusIn(page)).toBe('q');
  await page.keyboard.type('Láng 0002');

  await expect
    .poll(async () => await foundIn(page).nth(1).getAttribute('href'))
    .toBe('/devices/cam-lang-0002?lang=en');
  await page.keyboard.press('ArrowDown');
  // Its incident comes first.
  expect(await focusIn(page)).toMatch(/^\/incidents\/device%3Acam-lang-0002/);
  await page.keyboard.press('ArrowDown');
  expect(await focusIn(page)).toBe('/devices/cam-lang-0002?lang=en');
  await page.keyboard.press('Escape');
  expect(await focusIn(page)).toBe('q');
  expect(await foundIn(page).count()).toBe(0);
  expect(page.errors).toEqual([]);
});

test('what was typed stays where the page gets news', async () => {
  const page = await openPortal('/');
  const asOf = page.locator('.as-of');
  await page.keyboard.press('/');
  await page.keyboard.type('hoang mai');
  await asOf.evaluate((one: { textContent: string }) => {
    one.textContent = '';
  });

  await foundIn(page).first().waitFor();

  expect(await asOf.textContent()).toBe('');
  expect(await page.locator(':focus').inputValue()).toBe('hoang mai');
});

test.each([
  ['a laptop', SIZES.laptop],
  ['a telephone', SIZES.telephone],
])('on %s the list of what is found fits the width', async (_name, size) => {
  const page = await openPortal('/', size);

  await page.keyboard.press('/');
  await page.keyboard.type('lang');
  await foundIn(page).first().waitFor();

  expect(await widthsOf(page)).toEqual([size.width, size.width]);
  const { x = -1, width = 0 } = (await page.locator('.found-now').boundingBox()) ?? {};
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(size.width);
});

test('without a script the form leads to a page of what is found', async () => {
  const page = await openPortal('/search?q=lang-0002');

  expect(await page.locator('form.find input').first().inputValue()).toBe('lang-0002');
  expect(await page.locator('main .found .is-down').count()).toBeGreaterThan(0);
});
