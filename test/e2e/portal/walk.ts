import { expect } from 'vitest';
import { type BrowserPage, readText, SIZES } from '#test/support/browser.ts';

/** Each language at a desk and on a telephone. */
export const WALKS = (['vi', 'en'] as const).flatMap((language) =>
  (['laptop', 'telephone'] as const).map((size) => ({ language, size, view: SIZES[size] })),
);

export const partOf = (page: BrowserPage, part: string) => page.locator(`[data-part="${part}"]`);

/** Waits until it stands on the page. */
export const reads = async (page: BrowserPage, text: string | RegExp, timeout = 20_000): Promise<void> =>
  await expect.poll(async () => await readText(page), { timeout }).toMatch(text);

/** Nothing is to be scrolled sideways. */
export const isNarrow = async (page: BrowserPage): Promise<void> =>
  expect(
    await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
  ).toBe(true);
