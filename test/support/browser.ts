import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { seconds } from '#core/time/units.ts';
import { BROWSER_FLAGS } from '#demo/preview/draw-pictures.ts';

/** Debian's: no browser is fetched. */
const CHROMIUM = '/usr/bin/chromium';
const DEADLINE_MS = seconds(20);

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export const SIZES = {
  wall: { width: 1_920, height: 1_080 },
  laptop: { width: 1_366, height: 768 },
  telephone: { width: 390, height: 844 },
} as const satisfies Record<string, Viewport>;

export interface BrowserPage extends Page {
  /** Errors of the console: scripts that failed, content that the policy refused. */
  readonly errors: readonly string[];
}

/**
 * One Chromium for all tests of a file, ended with everything it wrote after the last of them; it also ends with the process of the
 * test, whose pipe it listens to. Each call opens an empty page of a context of its own, without cookies or cache of another,
 * closed when the calling test ends. A telephone is touched, and lays pages out by their `viewport`.
 */
export function useBrowser(): (size?: Viewport) => Promise<BrowserPage> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [...BROWSER_FLAGS],
      timeout: DEADLINE_MS * 3,
    });
  });
  // A browser that does not end by itself is killed, with its whole group of processes.
  afterAll(() => browser.close());
  return (size = SIZES.laptop) => openPage(browser, size);
}

async function openPage(browser: Browser, { width, height }: Viewport): Promise<BrowserPage> {
  const isTelephone = width < 600;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'vi-VN',
    isMobile: isTelephone,
    hasTouch: isTelephone,
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(DEADLINE_MS);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', ({ message }) => errors.push(message));
  return Object.assign(page, { errors });
}

/** How wide the page is and the window it is seen in. */
export const widthsOf = async (page: Page): Promise<unknown> =>
  await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');

/** What is read on the page: without what is hidden. */
export const readText = async (page: Page): Promise<string> => await page.evaluate('document.body.innerText');

/** A picture of the whole page, for people to look at: in the folder that `CAMWATCH_PICTURES` names, and none where it names none. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.CAMWATCH_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
