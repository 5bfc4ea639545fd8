import { expect, test } from 'vitest';
import { SIZES, useBrowser } from '#test/support/browser.ts';
import { PASSWORD, startClosedPortal } from '../../integration/portal/door/sample-door.ts';

const openPage = useBrowser();

/** How far what a session is ended by stands out of the window, in pixels. */
const CUT = `Math.max(...[...document.querySelectorAll('[action^="/account/sessions/end"] button')].map((one) => one.getBoundingClientRect().right - innerWidth))`;

test.each(['vi', 'en'])(
  'on a telephone each session can be ended without moving the page (%s)',
  async (lang) => {
    const { url, addPerson, enter } = await startClosedPortal();
    const account = await addPerson('noc');
    await enter(account);
    const page = await openPage(SIZES.telephone);
    await page.goto(`${url}/login?lang=${lang}`);
    await page.locator('input[name=account]').fill(account);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.locator('form button').first().click();
    await page.waitForURL(`${url}/`);
    await page.goto(`${url}/account`);

    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await page.locator('[action^="/account/sessions/end"] button').count()).toBe(1);
    expect(await page.evaluate(CUT)).toBeLessThan(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  },
);
