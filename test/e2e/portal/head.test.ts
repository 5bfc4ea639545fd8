import { expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { findBarriers } from '#test/support/axe.ts';
import { SIZES, useBrowser } from '#test/support/browser.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { TROUBLED_FLEET } from '#test/support/troubled-portal.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const openPage = useBrowser();

async function open(path: string) {
  const startedMs = performance.now();
  const { url, live, addPerson } = await startClosedPortal(TROUBLED_FLEET, {
    nowMs: () => SAMPLE_NOW_MS + Math.floor(performance.now() - startedMs),
  });
  const account = await addPerson('noc');
  const page = await openPage(SIZES.telephone);
  await page.goto(`${url}/login`);
  await page.evaluate(
    `fetch('/login', { method: 'POST', body: new URLSearchParams(${JSON.stringify({ account, password: PASSWORD })}) }).then(() => 0)`,
  );
  await page.goto(url + path);
  return { page, live };
}

const HEIGHT = `document.querySelector('header.top').offsetHeight`;
const SHOWN = `[...document.querySelectorAll('.top a')].filter((one) => one.checkVisibility()).map((one) => one.textContent)`;

test.each(['/', '/incidents?lang=en', '/devices/cam-hoang-mai-0003', '/shift'])(
  'on a telephone the head of %s leaves the page to what it is about, and says who is in',
  async (path) => {
    const { page } = await open(path);

    expect(await page.evaluate(HEIGHT)).toBeLessThanOrEqual(110);
    expect(await page.evaluate(SHOWN)).toEqual([
      expect.stringMatching(/^(Giám sát camera Hà Nội|Camera watch Hanoi)$/),
      expect.stringMatching(/^Người noc\.city (trực vận hành|duty desk)$/),
    ]);
    expect(
      await page.evaluate(
        `(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('.is-in'))`,
      ),
    ).toBe(0);
  },
);

test('its menu opens by a key, stays open while the page is renewed, and leads to every page', async () => {
  const { page, live } = await open('/devices?state=down');
  await page.locator('.menu summary').focus();
  await page.keyboard.press('Enter');

  expect(await page.evaluate(SHOWN)).toEqual(expect.arrayContaining(['Thiết bị', 'Sổ ca trực', 'English']));
  expect(await findBarriers(page)).toEqual([]);

  const rows = page.locator('main tbody tr');
  const before = await rows.count();
  live.set(deviceEntity('cam-ba-dinh-0001'), { state: 'down', reason: 'timeout' });
  await expect.poll(async () => await rows.count()).toBe(before + 1);
  expect(await page.evaluate(`document.querySelector('.menu').open`)).toBe(true);
});
