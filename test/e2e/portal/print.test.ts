import { expect, test } from 'vitest';
import { useBrowser } from '#test/support/browser.ts';
import { startTroubledPortal, TROUBLED_LINE } from '#test/support/troubled-portal.ts';

/** A4 between its margins. */
const PAPER = { width: 718, height: 1_050 };

const openPage = useBrowser();

/** What would have to be scrolled to be read. */
const CUT = `[...document.querySelectorAll('main *')].filter((one) => getComputedStyle(one).overflowX !== 'visible' && one.tagName !== 'TEXTAREA' && one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 80))`;

/** Badges in white ink: printers leave out the ground. */
const FAINT = `[...document.querySelectorAll('.severity')].filter((one) => getComputedStyle(one).color !== getComputedStyle(document.body).color).map((one) => one.outerHTML)`;

/** Times that stand in two lines, as `10:1` above `4`. */
const BROKEN = `[...document.querySelectorAll('td')].filter((one) => { const range = document.createRange(); range.selectNodeContents(one); return /^\\d\\d:\\d\\d$/.test(one.textContent.trim()) && range.getClientRects().length > 1; }).map((one) => one.outerHTML)`;

test.each([
  '/',
  '/incidents',
  `/incidents/${encodeURIComponent(TROUBLED_LINE)}`,
  '/devices/cam-hoang-mai-0003',
  '/devices',
  '/recorders',
  '/links',
  '/findings',
  '/shift',
])('%s on paper is neither cut nor faint', async (path) => {
  const { url } = await startTroubledPortal();
  const page = await openPage(PAPER);
  await page.emulateMedia({ media: 'print' });

  await page.goto(`${url}${path}`);

  expect(await page.evaluate(CUT)).toEqual([]);
  expect(await page.evaluate(FAINT)).toEqual([]);
  expect(await page.evaluate(BROKEN)).toEqual([]);
});
