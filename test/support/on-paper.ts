import { join } from 'node:path';
import { expect } from 'vitest';
import type { BrowserPage } from './browser.ts';

/** A4 between its margins. */
export const PAPER = { width: 718, height: 1_050 };

/** What would have to be scrolled to be read. */
const CUT = `[...document.querySelectorAll('main *')].filter((one) => getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 80))`;

/** Badges in white ink: printers leave out the ground. */
const FAINT = `[...document.querySelectorAll('.severity')].filter((one) => getComputedStyle(one).color !== getComputedStyle(document.body).color).map((one) => one.outerHTML)`;

/** Times that stand in two lines, as `10:1` above `4`. */
const BROKEN = `[...document.querySelectorAll('td')].filter((one) => { const range = document.createRange(); range.selectNodeContents(one); return /^\\d\\d:\\d\\d$/.test(one.textContent.trim()) && range.getClientRects().length > 1; }).map((one) => one.outerHTML)`;

/** What does not break from one sheet to the next, and is longer than one. */
const TOO_LONG = `[...document.querySelectorAll('main *')].filter((one) => one.checkVisibility() && one.offsetHeight > ${PAPER.height} && (one.matches('textarea, svg, img') || getComputedStyle(one).breakInside === 'avoid' || getComputedStyle(one).overflowY !== 'visible')).map((one) => one.outerHTML.slice(0, 80))`;

/** Ground that is dark: on paper it is ink. */
const DARK = `[...document.querySelectorAll('main, main *')].filter((one) => { if (!one.checkVisibility() || one.closest('svg') || one.offsetHeight < 12) return false; const [r, g, b, a = 1] = getComputedStyle(one).backgroundColor.match(/[\\d.]+/g).map(Number); return a > 0.5 && (r + g + b) / 3 < 110; }).map((one) => one.outerHTML.slice(0, 80))`;

/** What runs out of the sheet at its right. */
const WIDE = `document.documentElement.scrollWidth - document.documentElement.clientWidth`;

const WHOLE = { cut: [], tooLong: [], faint: [], broken: [], dark: [], wide: 0, isThere: true };

/** The page that is open is whole on sheets of A4: nothing has to be scrolled, nothing is dark, faint or broken, and something is there. */
export async function expectOnPaper(page: BrowserPage, name: string): Promise<void> {
  expect([name, await lookAtPaper(page, name)]).toEqual([name, WHOLE]);
}

async function lookAtPaper(page: BrowserPage, name: string) {
  await page.emulateMedia({ media: 'print' });
  const folder = process.env.CAMWATCH_PICTURES;
  if (folder !== undefined) await page.pdf({ path: join(folder, `${name}.pdf`), format: 'A4' });
  const found = { cut: CUT, tooLong: TOO_LONG, faint: FAINT, broken: BROKEN, dark: DARK, wide: WIDE };
  const looked = await Promise.all(
    Object.entries(found).map(async ([what, script]) => [what, await page.evaluate(script)] as const),
  );
  const length = await page.evaluate(`document.querySelector('main').innerText.trim().length`);
  return { ...Object.fromEntries(looked), isThere: Number(length) > 20 };
}

/** All pages of a list, told together. */
export async function expectAllOnPaper(
  page: BrowserPage,
  paths: readonly string[],
  open: (path: string) => Promise<{ readonly status: () => number } | null>,
): Promise<void> {
  const found: unknown[] = [];
  for (const path of paths) {
    await page.emulateMedia({ media: 'screen' });
    const status = (await open(path))?.status();
    found.push([path, status, await lookAtPaper(page, `papers${path.replaceAll(/[^a-z0-9-]/g, '-')}`)]);
  }
  expect(found).toEqual(paths.map((path) => [path, 200, WHOLE]));
}
