import axe from 'axe-core';
import { describe, expect, test, vi } from 'vitest';
import type { CheckReport } from '#portal/city/check-report.ts';
import { type BrowserPage, useBrowser } from '#test/support/browser.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const SIZES = [
  ['a wall', { width: 1_920, height: 1_080 }],
  ['a laptop', { width: 1_366, height: 768 }],
  ['a telephone', { width: 390, height: 844 }],
] as const;
const [, [, LAPTOP]] = SIZES;
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
async function startDesk() {
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
  const page = await openPage();
  await page.open(`${portal.url}/login`, LAPTOP);
  await page.evaluate(
    `fetch('/login', { method: 'POST', body: new URLSearchParams(${JSON.stringify({ account, password: PASSWORD })}) }).then(() => 0)`,
  );
  return { ...portal, account, answer, page };
}

const eventually = async (page: BrowserPage, expression: string, value: unknown) =>
  await vi.waitFor(async () => expect(await page.evaluate(expression)).toEqual(value), {
    ...{ timeout: 15_000, interval: 100 },
  });

const PLACE = 'location.pathname + location.search';
const TEXT = `document.querySelector('main').textContent`;
const AXE = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`;

describe.each(SIZES)('on %s', (_name, size) => {
  test('what is a person’s own fits, and can be read and walked through by everybody', async () => {
    const { url, page, answer } = await startDesk();
    await page.open(url + DEVICE, size);
    await page.evaluate(`document.querySelector('.check-now').requestSubmit()`);
    await eventually(page, 'location.pathname', `${DEVICE}/check`);
    answer.resolve(REPORT);

    for (const path of [
      '/',
      '/devices?state=down&lang=en',
      DEVICE,
      `${DEVICE}?day=2026-11-24&theme=dark`,
      `${DEVICE}/check`,
    ]) {
      await page.open(url + path, size);
      await page.evaluate(`${axe.source};0`);
      const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');

      expect([path, widths]).toEqual([path, [size.width, size.width]]);
      expect([path, await page.evaluate(AXE)]).toEqual([path, []]);
    }
    expect(page.errors).toEqual([]);
  });
});

test('a list is saved with one press, and leads back from the start page', async () => {
  const { url, page } = await startDesk();
  await page.open(`${url}/devices?state=down&kind=camera`, LAPTOP);

  await page.evaluate(`document.querySelector('.views form button').click()`);
  const link = `[...document.querySelectorAll('.views a')].map((a) => a.textContent).filter((text) => text.startsWith('Thiết bị'))`;
  await eventually(page, link, ['Thiết bị: mất, camera']);
  await page.open(`${url}/?lang=en`, LAPTOP);
  await page.evaluate(
    `[...document.querySelectorAll('.views a')].find((a) => a.textContent.startsWith('Thiết bị')).click()`,
  );

  await eventually(page, PLACE, '/devices?state=down&kind=camera&lang=en');
});

test('a check that was asked for is under way, and then tells what came', async () => {
  const { url, page, answer } = await startDesk();
  await page.open(`${url}${DEVICE}?lang=en`, LAPTOP);

  await page.evaluate(`document.querySelector('.check-now button').click()`);
  await eventually(page, 'location.pathname', `${DEVICE}/check`);
  await eventually(page, `${TEXT}.includes('The device is being asked')`, true);
  answer.resolve(REPORT);

  await eventually(page, `${TEXT}.includes('echo reply')`, true);
});

test('a day with an outage leads to its outages, by the keyboard too', async () => {
  const { url, page } = await startDesk();
  await page.open(`${url}${DEVICE}?lang=en`, LAPTOP);

  await page.evaluate(`document.querySelector('.is-year a').focus()`);
  expect(await page.evaluate(`document.activeElement.getAttribute('aria-label')`)).toContain('down');
  await page.evaluate(`location.assign(document.activeElement.getAttribute('href'))`);

  await eventually(page, `${TEXT}.includes('Outages of 24/11/2026')`, true);
});
