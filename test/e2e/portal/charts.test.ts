import { expect, test } from 'vitest';
import type { MeasurementReader } from '#core/domain/time-series.ts';
import { SIZES, useBrowser, widthsOf } from '#test/support/browser.ts';
import { sampleMeasured } from '#test/support/sample-measured.ts';
import { startTroubledPortal } from '#test/support/troubled-portal.ts';

const openPage = useBrowser();

/** How many stand side by side, and how tall the smallest writing on them is. */
const ACROSS = `new Set([...document.querySelectorAll('.chart')].map((chart) => chart.getBoundingClientRect().left)).size`;
const SMALLEST = `Math.min(...[...document.querySelectorAll('.chart text')].map((text) => text.getBoundingClientRect().height))`;

/** An InfluxDB that does not answer before it is let. */
function heldMeasured() {
  const held = Promise.withResolvers<void>();
  const measured: MeasurementReader = {
    read: async (query) => {
      await held.promise;
      return await sampleMeasured().read(query);
    },
  };
  return { measured, letGo: held.resolve };
}

test.each([
  [SIZES.wall, 3],
  [SIZES.laptop, 3],
  [SIZES.telephone, 1],
])('charts come after the page at %o, and stay when it is brought up to date', async (size, across) => {
  const { measured, letGo } = heldMeasured();
  const { url } = await startTroubledPortal({ measured });
  const page = await openPage(size);

  await page.goto(`${url}/devices/cam-ba-dinh-0003?lang=en&span=week`);
  const before = await page.locator('.chart-list').textContent();
  letGo();
  await page.locator('.chart').nth(2).waitFor();
  // The page fetches itself and is morphed: what was put on it since is gone.
  await page.evaluate(
    `document.querySelector('.as-of').dataset.probe = 1; document.dispatchEvent(new Event('visibilitychange'))`,
  );
  await page.locator('.as-of:not([data-probe])').waitFor();

  expect(before?.trim()).toBe('Show the charts');
  expect(await page.locator('.chart path.line').count()).toBeGreaterThan(3);
  expect(await page.evaluate(ACROSS)).toBe(across);
  expect(await page.evaluate(SMALLEST)).toBeGreaterThan(9);
  expect(await widthsOf(page)).toEqual([size.width, size.width]);
  expect(page.errors).toEqual([]);
});

test('charts are reached without a script', async () => {
  const { url } = await startTroubledPortal();
  const page = await openPage();
  await page.route('**/charts*', (route) =>
    route.request().isNavigationRequest() ? route.continue() : route.abort(),
  );

  await page.goto(`${url}/links/link-hai-ba-trung?lang=en`);
  await page.getByRole('link', { name: 'Show the charts' }).click();

  await page.getByRole('img', { name: /^Traffic · uplink, 24 hours: in: last / }).waitFor();
});
