import { expect, test } from 'vitest';
import { useBrowser } from '#test/support/browser.ts';
import { expectOnPaper, PAPER } from '#test/support/on-paper.ts';
import { openIncidentSource, sampleIncidentLedger, storm } from '#test/support/portal-incidents.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { startTroubledPortal, TROUBLED_LINE } from '#test/support/troubled-portal.ts';

const openPage = useBrowser();

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

  await page.goto(`${url}${path}`);

  await expectOnPaper(page, `desk${path.replaceAll(/[^a-z-]/g, '-')}`);
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
  await expectOnPaper(page, 'long-hand-over');
});
