import { expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { hours } from '#core/time/units.ts';
import { actsOn } from '#test/support/acting-night.ts';
import { type BrowserPage, readText, useBrowser } from '#test/support/browser.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const PATH = `/incidents/${encodeURIComponent(TROUBLED_LINE)}`;
const NOTE = 'Đã gọi nhà mạng.';
const openPage = useBrowser();

/** Before any script of a page: its clock is so much ahead. */
const shiftClock = async (page: BrowserPage, ms: number) =>
  await page.addInitScript(`{
    const Right = Date;
    globalThis.Date = class extends Right {
      constructor(...given) {
        super(...(given.length > 0 ? given : [Right.now() + ${ms}]));
      }
      static now() {
        return Right.now() + ${ms};
      }
    };
  }`);

async function openDesk(url: string, account: string, aheadMs: number): Promise<BrowserPage> {
  const page = await openPage();
  await shiftClock(page, aheadMs);
  await page.goto(`${url}/login?next=${encodeURIComponent(PATH)}`);
  await page.locator('[name=account]').fill(account);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('.door button').click();
  await page.waitForURL(url + PATH);
  return page;
}

test.each([
  ['seven hours ahead', hours(7)],
  ['seven hours behind', -hours(7)],
  ['four years behind', -hours(24 * 365 * 4)],
])(
  'a browser whose clock is %s shows the ages of the city, stays logged in and acts at the right time',
  async (_name, aheadMs) => {
    const path = sampleIncidentLedger();
    const clock = { nowMs: SAMPLE_NOW_MS };
    const nowMs = () => clock.nowMs;
    const { url, live, addPerson } = await startClosedPortal(undefined, {
      ...{ incidents: openIncidentSource(path), act: actsOn(path, nowMs).act, nowMs },
    });
    const account = await addPerson('noc');
    const right = await openDesk(url, account, 0);
    const page = await openDesk(url, account, aheadMs);
    expect(await page.evaluate(`Math.round((Date.now() - ${Date.now()}) / 60_000)`)).toBeCloseTo(
      aheadMs / 60_000,
      -1,
    );

    // It shows what every other browser does, and is not taken for old.
    expect(await readText(page)).toBe(await readText(right));
    expect(await page.locator('.old-notice').isVisible()).toBe(false);

    // What changes shows, with the time of the city.
    const shown = page
      .locator('[data-part=members] tr', { has: page.locator('a[href*="cam-hoang-mai-0001"]') })
      .locator('.state');
    const before = await shown.textContent();
    clock.nowMs += 61_000;
    live.set(deviceEntity('cam-hoang-mai-0001'), { state: 'up' });
    await expect.poll(async () => await shown.textContent()).not.toBe(before);
    expect(await page.locator('.as-of').textContent()).toContain('10:45:31');
    expect(await page.locator('[data-part=facts]').textContent()).toContain('1 giờ 2 phút');

    // What is done is on record at the time of the city, in a session that goes on.
    await page.locator('[name=text]').first().fill(NOTE);
    await page.locator('.acts .second').click();
    await page.locator('[data-part=people]').getByText(NOTE).waitFor();
    expect(await page.locator('[data-part=people] tbody tr').first().textContent()).toContain('10:45');
    await page.reload();
    expect(new URL(page.url()).pathname).toBe(PATH);
    await page.goto(`${url}/shift`);
    expect(await page.locator('.periods [name=to]').inputValue()).toBe('2026-11-25T10:45');
    expect(page.errors).toEqual([]);
  },
);
