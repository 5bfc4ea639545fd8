import { expect, test } from 'vitest';
import { useBrowser } from '#test/support/browser.ts';
import { openIncidentSource, sampleIncidentLedger, storm } from '#test/support/portal-incidents.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { startTroubledPortal, TROUBLED_LINE } from '#test/support/troubled-portal.ts';

/** A4 between its margins. */
const PAPER = { width: 718, height: 1_050 };

const openPage = useBrowser();

/** What would have to be scrolled to be read. */
const CUT = `[...document.querySelectorAll('main *')].filter((one) => getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 80))`;

/** Badges in white ink: printers leave out the ground. */
const FAINT = `[...document.querySelectorAll('.severity')].filter((one) => getComputedStyle(one).color !== getComputedStyle(document.body).color).map((one) => one.outerHTML)`;

/** Times that stand in two lines, as `10:1` above `4`. */
const BROKEN = `[...document.querySelectorAll('td')].filter((one) => { const range = document.createRange(); range.selectNodeContents(one); return /^\\d\\d:\\d\\d$/.test(one.textContent.trim()) && range.getClientRects().length > 1; }).map((one) => one.outerHTML)`;

/** What does not break from one sheet to the next, and is longer than one. */
const TOO_LONG = `[...document.querySelectorAll('main *')].filter((one) => one.checkVisibility() && one.offsetHeight > ${PAPER.height} && (one.matches('textarea, svg, img') || getComputedStyle(one).breakInside === 'avoid' || getComputedStyle(one).overflowY !== 'visible')).map((one) => one.outerHTML.slice(0, 80))`;

test.each([
  '/',
  '/incidents',
  `/incidents/${encodeURIComponent(TROUBLED_LINE)}`,
  '/devices/cam-hoang-mai-0003',
  '/devices/nvr-ba-dinh/charts',
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
  expect(await page.evaluate(TOO_LONG)).toEqual([]);
  expect(await page.evaluate(FAINT)).toEqual([]);
  expect(await page.evaluate(BROKEN)).toEqual([]);
});

test('the text of a hand-over that is longer than a sheet goes on behind it, word for word', async () => {
  const { url } = await startSamplePortal({
    incidents: openIncidentSource(sampleIncidentLedger(storm(120))),
  });
  const page = await openPage(PAPER);
  await page.goto(`${url}/shift`);
  const text = String(await page.evaluate(`document.querySelector('.hand-over textarea').value`));
  await page.emulateMedia({ media: 'print' });

  expect(text.split('\n').length).toBeGreaterThan(50);
  expect(await page.evaluate(`document.querySelector('.hand-over').innerText`)).toContain(text.trim());
  expect(await page.evaluate(`document.querySelector('.hand-over').offsetHeight`)).toBeGreaterThan(
    PAPER.height,
  );
  expect(await page.evaluate(CUT)).toEqual([]);
  expect(await page.evaluate(TOO_LONG)).toEqual([]);
});
