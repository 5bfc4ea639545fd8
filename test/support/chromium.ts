import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Flags that keep a headless browser from calling anywhere but the page it is told to open. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];

const run = promisify(execFile);

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** Draws a page in a real browser and writes the picture to `path`. Throws where there is no Chromium. */
export async function takeScreenshot(url: string, path: string, { width, height }: Viewport): Promise<void> {
  await runChromium([`--window-size=${width},${height}`, `--screenshot=${path}`, url]);
}

/** The document after the page's script has run for `budgetMs` of virtual time. */
export async function dumpDom(url: string, { width, height }: Viewport, budgetMs = 1_000): Promise<string> {
  return runChromium([
    `--window-size=${width},${height}`,
    `--virtual-time-budget=${budgetMs}`,
    '--dump-dom',
    url,
  ]);
}

async function runChromium(args: readonly string[]): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'camwatch-chromium-'));
  try {
    const { stdout } = await run('chromium', [...FLAGS, `--user-data-dir=${profile}`, ...args], {
      timeout: 60_000,
      maxBuffer: 50e6,
    });
    return stdout;
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
