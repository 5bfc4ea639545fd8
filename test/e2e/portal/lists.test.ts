import { describe, expect, test } from 'vitest';
import type { CheckReport } from '#portal/city/check-report.ts';
import { findBarriers } from '#test/support/axe.ts';
import { SIZES, useBrowser, type Viewport, widthsOf } from '#test/support/browser.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const DEVICE = '/devices/cam-ba-dinh-0001';
const HOUR_MS = 3_600_000;

const openPage = useBrowser();

const REPORT: CheckReport = {
  tookMs: 1_014,
  checks: [
    {
      ...{ indicator: 'reach', means: 'fping', state: 'up', tookMs: 14 },
      steps: [{ kind: 'received', afterMs: 4, text: `echo reply ${'x'.repeat(280)}` }],
    },
  ],
};

/** Somebody of the duty desk, who has a saved list and has checked a device. */
async function startDesk(size: Viewport = SIZES.laptop) {
  const answer = Promise.withResolvers<CheckReport>();
  const portal = await startClosedPortal(undefined, {
    checkNow: async () => await answer.promise,
    timelines: ({ period: { fromMs, toMs } }) => [
      { fromMs, toMs: toMs - 50 * HOUR_MS, state: 'unknown' },
      { fromMs: toMs - 50 * HOUR_MS, toMs: toMs - 26 * HOUR_MS, state: 'up' },
      { fromMs: toMs - 26 * HOUR_MS, toMs: toMs - 25 * HOUR_MS, state: 'down' },
      { fromMs: toMs - 25 * HOUR_MS, toMs, state: 'degraded' },
    ],
  });
  const account = await portal.addPerson('noc');
  portal.door.store.savedViews.save({
    id: 'v1',
    account,
    name: 'Ca đêm '.repeat(10),
    path: '/links?state=down',
  });
  const page = await openPage(size);
  await page.goto(`${portal.url}/login`);
  await page.locator('[name=account]').fill(account);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('.door button').click();
  await page.waitForURL(`${portal.url}/`);
  return { ...portal, account, answer, page };
}

describe.each(Object.entries(SIZES))('on a %s', (_name, size) => {
  test('what is a person’s own fits, and can be read and walked through by everybody', async () => {
    const { url, page, answer } = await startDesk(size);
    await page.goto(url + DEVICE);
    await page.locator('.check-now button').click();
    await page.waitForURL((at) => at.pathname === `${DEVICE}/check`);
    answer.resolve(REPORT);

    for (const path of [
      '/',
      '/devices?state=down&lang=en',
      DEVICE,
      `${DEVICE}?day=2026-11-24&theme=dark`,
      `${DEVICE}/check`,
    ]) {
      await page.goto(url + path);

      expect([path, await widthsOf(page)]).toEqual([path, [size.width, size.width]]);
      expect([path, await findBarriers(page)]).toEqual([path, []]);
    }
    expect(page.errors).toEqual([]);
  });
});

test('a list is saved with one press, and leads back from the start page', async () => {
  const { url, page } = await startDesk();
  await page.goto(`${url}/devices?state=down&kind=camera`);

  await page.locator('.views form button').first().click();
  const saved = page.locator('.views a', { hasText: /^Thiết bị/ });
  await expect.poll(async () => await saved.allTextContents()).toEqual(['Thiết bị: mất, camera']);
  await page.goto(`${url}/?lang=en`);
  await saved.click();

  await page.waitForURL(`${url}/devices?state=down&kind=camera&lang=en`);
});

test('a check that was asked for is under way, and then tells what came', async () => {
  const { url, page, answer } = await startDesk();
  await page.goto(`${url}${DEVICE}?lang=en`);

  await page.locator('.check-now button').click();
  await page.waitForURL((at) => at.pathname === `${DEVICE}/check`);
  await page.getByText('The device is being asked').first().waitFor();
  answer.resolve(REPORT);

  await page.locator('.checked-one summary').first().click();
  await page.getByText('echo reply').first().waitFor();
});

test('a day with an outage leads to its outages, by the keyboard too', async () => {
  const { url, page } = await startDesk();
  await page.goto(`${url}${DEVICE}?lang=en`);

  const day = page.locator('.is-year a').first();
  await day.focus();
  expect(await page.locator(':focus').getAttribute('aria-label')).toContain('down');
  await page.keyboard.press('Enter');

  await page.getByText('Outages of 24/11/2026').first().waitFor();
});
