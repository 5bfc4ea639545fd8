import { expect, test, vi } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { type BrowserPage, useBrowser } from '#test/support/browser.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const LAPTOP = { width: 1_366, height: 768 };
const TELEPHONE = { width: 390, height: 844 };
const openPage = useBrowser();
const shown = sampleFleet({ camerasPerArea: 3 });

async function openPortal(path: string, size = LAPTOP): Promise<BrowserPage> {
  const { url } = await startSamplePortal({
    shown,
    prepare: (live) => live.set(deviceEntity('cam-lang-0002'), { state: 'down', reason: 'timeout' }),
  });
  const page = await openPage();
  await page.open(url + path, size);
  return page;
}

const press = (key: string) =>
  `(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: ${JSON.stringify(key)}, bubbles: true, cancelable: true }))`;
const type = (text: string) =>
  `document.activeElement.value = ${JSON.stringify(text)}; document.activeElement.dispatchEvent(new Event('input', { bubbles: true }))`;
const FOUND = `[...document.querySelectorAll('.found-now a')].map((link) => link.getAttribute('href'))`;
const FOCUS = `document.activeElement.getAttribute('href') ?? document.activeElement.name`;

test('a slash goes to the search of any page, and what is found shows while one types', async () => {
  const page = await openPortal('/links?lang=en');

  await page.evaluate(press('/'));
  expect(await page.evaluate(FOCUS)).toBe('q');
  await page.evaluate(type('Láng 0002'));

  await vi.waitFor(
    async () => expect(await page.evaluate(`${FOUND}[1]`)).toBe('/devices/cam-lang-0002?lang=en'),
    { timeout: 10_000, interval: 50 },
  );
  await page.evaluate(press('ArrowDown'));
  // Its incident comes first.
  expect(await page.evaluate(FOCUS)).toMatch(/^\/incidents\/device%3Acam-lang-0002/);
  await page.evaluate(press('ArrowDown'));
  expect(await page.evaluate(FOCUS)).toBe('/devices/cam-lang-0002?lang=en');
  await page.evaluate(press('Escape'));
  expect(await page.evaluate(FOCUS)).toBe('q');
  expect(await page.evaluate(FOUND)).toEqual([]);
  expect(page.errors).toEqual([]);
});

test('what was typed stays where the page gets news', async () => {
  const page = await openPortal('/');
  const asOf = `document.querySelector('.as-of').textContent`;
  await page.evaluate(
    `${press('/')}; ${type('hoang mai')}; document.querySelector('.as-of').textContent = ''`,
  );

  await vi.waitFor(async () => expect(await page.evaluate(FOUND)).not.toEqual([]), {
    timeout: 10_000,
    interval: 50,
  });

  expect(await page.evaluate(asOf)).toBe('');
  expect(await page.evaluate(`document.activeElement.value`)).toBe('hoang mai');
});

test.each([
  ['a laptop', LAPTOP],
  ['a telephone', TELEPHONE],
])('on %s the list of what is found fits the width', async (_name, size) => {
  const page = await openPortal('/', size);

  await page.evaluate(`${press('/')}; ${type('lang')}`);
  await vi.waitFor(async () => expect(await page.evaluate(FOUND)).not.toEqual([]), {
    timeout: 10_000,
    interval: 50,
  });

  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width);
  const box = `document.querySelector('.found-now').getBoundingClientRect()`;
  expect(await page.evaluate(`${box}.right <= innerWidth && ${box}.left >= 0`)).toBe(true);
});

test('without a script the form leads to a page of what is found', async () => {
  const page = await openPortal('/search?q=lang-0002');

  expect(await page.evaluate(`document.querySelector('form.find input').value`)).toBe('lang-0002');
  expect(await page.evaluate(`document.querySelector('main .found .is-down') !== null`)).toBe(true);
});
