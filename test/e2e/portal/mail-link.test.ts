import { expect, test } from 'vitest';
import { findBarriers } from '#test/support/axe.ts';
import { type BrowserPage, SIZES, useBrowser, widthsOf } from '#test/support/browser.ts';
import { startMailNight } from '../../integration/portal/door/mail-night.ts';

const openPage = useBrowser();

async function expectWell(page: BrowserPage): Promise<void> {
  expect(await findBarriers(page)).toEqual([]);
  expect(await widthsOf(page)).toEqual([SIZES.telephone.width, SIZES.telephone.width]);
}

test.each(['vi', 'en'])(
  'a link that is over, forged or cut says so on a telephone, in %s',
  async (language) => {
    const { url, pathOf } = await startMailNight();
    const page = await openPage(SIZES.telephone);

    for (const path of [pathOf({ endsMs: 1 }), pathOf({}, 'x'), pathOf().slice(0, 40)]) {
      await page.goto(`${url}${path}?lang=${language}`);
      expect((await page.locator('[role=alert]').textContent())?.length).toBeGreaterThan(40);
      expect(await page.locator('button').count()).toBe(0);
      await expectWell(page);
    }
  },
);
