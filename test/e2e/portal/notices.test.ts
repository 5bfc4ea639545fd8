import { expect, test } from 'vitest';
import { type BrowserPage, SIZES, takePicture, useBrowser } from '#test/support/browser.ts';
import { newsAbout, writeIncidents } from '#test/support/incident-city.ts';
import { incidentOf, openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const openPage = useBrowser();
const CAMERA = 'device:cam-lang-0001';

/** What the browser shows is written down beside it, since nobody sees it here. */
const RECORD = `window.shown = []; if (window.Notification) window.Notification = class extends Notification { constructor(title, options) { super(title, options); window.shown.push(options.body); } };`;

async function night() {
  const path = sampleIncidentLedger();
  const startedMs = performance.now();
  const nowMs = () => SAMPLE_NOW_MS + Math.floor(performance.now() - startedMs);
  const portal = await startClosedPortal(undefined, { incidents: openIncidentSource(path), nowMs });
  const account = await portal.addPerson('noc');
  const page = await openPage(SIZES.laptop);
  await page.addInitScript(RECORD);
  const url = portal.url.replace('127.0.0.1', 'localhost');
  await page.goto(`${url}/login`);
  await page.evaluate(
    `fetch('/login', { method: 'POST', body: new URLSearchParams(${JSON.stringify({ account, password: PASSWORD })}) }).then(() => 0)`,
  );
  const turnOn = async () => {
    await page.goto(`${url}/account`);
    await page.locator('[data-browser-notices] [data-set=on]').click();
    await page.locator('[data-browser-notices] [data-set=off]').waitFor();
  };
  const happen = (severity: 'major' | 'minor') => {
    const openedMs = nowMs();
    const incident = incidentOf(CAMERA, {
      openedMs,
      severity,
      camerasLost: 1,
      lostNow: 1,
      lostEver: 1,
      areas: [],
    });
    writeIncidents(path, [newsAbout(incident, { atMs: openedMs, joined: [CAMERA] })]);
  };
  const second = async () => {
    const other = await page.context().newPage();
    await other.addInitScript(RECORD);
    await other.goto(`${url}/devices`);
    return other;
  };
  return { page, url, turnOn, happen, second };
}

const shownBy = async (page: Pick<BrowserPage, 'evaluate'>): Promise<unknown> =>
  await page.evaluate('window.shown');
/** Whoever leads has asked once. */
const hasBegun = async (page: BrowserPage) =>
  await expect
    .poll(() => page.evaluate(`JSON.parse(localStorage.getItem('camwatch-notices') || '{}').after > 0`), {
      timeout: 20_000,
    })
    .toBe(true);

test('a new incident is shown by the browser once, whatever windows are open, where a press has allowed it', async () => {
  const { page, url, turnOn, happen, second } = await night();
  await page.context().grantPermissions(['notifications'], { origin: url });
  await turnOn();
  await takePicture(page, 'notices-account');
  await page.goto(`${url}/incidents`);
  const other = await second();
  await hasBegun(page);

  happen('minor');
  happen('major');

  const all = async () => [await shownBy(page), await shownBy(other)].flat();
  await expect.poll(all, { timeout: 45_000 }).toHaveLength(1);
  expect((await all())[0]).toMatch(/^cao · \d{4}-\d{2} · camera Láng 1$/);
  expect(await page.locator('.news-notice').isVisible()).toBe(false);
  expect(page.errors).toEqual([]);
});

test('without permission it is a line on each page, with the way there', async () => {
  const { page, url, turnOn, happen } = await night();
  await turnOn();
  expect(await page.locator('[data-state]').textContent()).toMatch(/^Đang bật\./);
  await page.goto(`${url}/devices?lang=en`);
  await hasBegun(page);

  happen('major');

  await page.locator('.news-notice a').waitFor({ timeout: 45_000 });
  await takePicture(page, 'notices-line');
  expect(await shownBy(page)).toEqual([]);
  await page.locator('.news-notice a').click();
  await page.waitForURL(/\/incidents\/device%3Acam-lang-0001/);
  expect(page.errors).toEqual([]);
});

test('nothing is asked for before somebody has turned it on, and nothing after it was turned off', async () => {
  const { page, url, turnOn } = await night();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/notices.json')) asked.push(request.url());
  });
  await page.goto(`${url}/incidents`);
  await expect.poll(() => page.evaluate('document.readyState')).toBe('complete');
  expect([asked.length, await page.evaluate('Notification.permission')]).toEqual([0, 'default']);
  await turnOn();
  await page.locator('[data-browser-notices] [data-set=off]').click();
  await page.locator('[data-browser-notices] [data-set=on]').waitFor();
  await page.goto(`${url}/incidents`);
  expect(
    await page.evaluate(
      'navigator.locks.query().then(({ held }) => held.some(({ name }) => name === "camwatch-notices"))',
    ),
  ).toBe(false);
  expect(asked).toEqual([]);
});
