import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { SIZES, takePicture, useBrowser, widthsOf } from '#test/support/browser.ts';
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

test.each(['vi', 'en'])(
  'what one is told of is chosen by everybody, on a laptop and a telephone (%s)',
  async (lang) => {
    const { url, addPerson, enter } = await startClosedPortal();
    const account = await addPerson('noc');
    await enter(account);
    for (const size of [SIZES.laptop, SIZES.telephone]) {
      const page = await openPage(size);
      await page.goto(`${url}/login?lang=${lang}&next=/account`);
      await page.locator('input[name=account]').fill(account);
      await page.locator('input[name=password]').fill(PASSWORD);
      await page.locator('form button').first().click();
      await page.waitForURL(`${url}/account`);
      expect(await findBarriers(page)).toEqual([]);
      expect(await widthsOf(page)).toEqual([size.width, size.width]);
      await page.locator('.notices [name=hours]').selectOption('some');
      await page.locator('.notices [name=day][value=sun]').check();
      await page.locator('.notices .wishes button').first().click();
      await page.locator('.told[role=status]').waitFor();
      expect(await page.locator('.notices [name=day][value=sun]').isChecked()).toBe(true);
      await takePicture(page, `account-${lang}-${size.width}`);
      expect(page.errors).toEqual([]);
    }
  },
);
