import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import { type BrowserPage, useBrowser } from '#test/support/browser.ts';
import { startMailNight } from '../../integration/portal/door/mail-night.ts';

const TELEPHONE = { width: 390, height: 844 };
const WIDE = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
const TEXT = 'document.body.innerText';
const AXE = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`;
const openPage = useBrowser();

async function expectWell(page: BrowserPage): Promise<void> {
  await page.evaluate(`${axe.source};0`);
  expect(await page.evaluate(AXE)).toEqual([]);
  expect(await page.evaluate(WIDE)).toBe(false);
}

test.each([
  ['vi', 'Tôi nhận xử lý', 'bằng liên kết trong thư'],
  ['en', 'I am at it', 'by a link in a mail'],
])('on a telephone without a session, in %s: one press acknowledges', async (language, button, told) => {
  const { url, pathOf, recorded } = await startMailNight();
  const page = await openPage();

  await page.open(`${url}${pathOf()}?lang=${language}`, TELEPHONE);
  expect(await page.evaluate(TEXT)).toContain(button);
  expect(await page.evaluate("document.querySelector('button').getBoundingClientRect().height >= 44")).toBe(
    true,
  );
  await expectWell(page);
  expect(recorded()).toEqual([]);

  await page.evaluate("document.querySelector('.door button').click()");
  await vi.waitFor(async () => expect(await page.evaluate(TEXT)).toContain(told), {
    timeout: 10_000,
    interval: 50,
  });
  expect(await page.evaluate("document.querySelector('.door button')")).toBeNull();
  expect(recorded()).toHaveLength(1);
  await expectWell(page);
  expect(page.errors).toEqual([]);
});

test.each(['vi', 'en'])(
  'a link that is over, forged or cut says so on a telephone, in %s',
  async (language) => {
    const { url, pathOf } = await startMailNight();
    const page = await openPage();

    for (const path of [pathOf({ endsMs: 1 }), pathOf({}, 'x'), pathOf().slice(0, 40)]) {
      await page.open(`${url}${path}?lang=${language}`, TELEPHONE);
      expect(await page.evaluate("document.querySelector('[role=alert]').innerText.length > 40")).toBe(true);
      expect(await page.evaluate("document.querySelector('button')")).toBeNull();
      await expectWell(page);
    }
  },
);
