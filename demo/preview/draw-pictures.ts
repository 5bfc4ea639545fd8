import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CamwatchError } from '../../core/errors.ts';
import { childEnvironment } from '../../core/host/child-environment.ts';
import { seconds } from '../../core/time/units.ts';
import { serveDrawings } from './serve-drawings.ts';

/** Thrown when the drawing program is not built, or the browser does not draw. */
export class PreviewError extends CamwatchError {
  readonly code = 'PREVIEW';
}

export interface Picture {
  /** Name of the drawing: the uid of its dashboard. */
  readonly name: string;
  readonly drawing: unknown;
  readonly heightPx: number;
  readonly path: string;
}

export interface DrawOptions {
  readonly widthPx: number;
  readonly stop: AbortSignal;
  readonly onPicture: (picture: Picture) => void;
  /** Of the drawing program. */
  readonly programDir?: string;
}

/** Built by `npm --prefix dashboards/preview run build`. */
const PROGRAM_DIR = join(import.meta.dirname, '../../dashboards/preview/dist');
const TIMEOUT_MS = seconds(60);
/** A headless browser that calls nowhere but the page that it is told to open. */
export const BROWSER_FLAGS: readonly string[] = [
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
const VIRTUAL_TIME = '--virtual-time-budget=10000';

/** @throws PREVIEW where the drawing program is not built: to be asked before anything else is done */
export async function expectDrawingProgram(programDir = PROGRAM_DIR): Promise<void> {
  await access(join(programDir, 'main.js')).catch(() => {
    throw new PreviewError(
      'the drawing program is not built; build it once (it fetches some 450 packages, 450 MB): npm --prefix dashboards/preview ci --ignore-scripts && npm --prefix dashboards/preview run build',
    );
  });
}

/** Draws one after another in a browser without a window, from a server on the loopback that ends with it. */
export async function drawPictures(pictures: readonly Picture[], options: DrawOptions): Promise<void> {
  const { programDir = PROGRAM_DIR } = options;
  await expectDrawingProgram(programDir);
  const byName = new Map(pictures.map(({ name, drawing }) => [name, drawing]));
  const server = await serveDrawings(byName, programDir);
  try {
    for (const picture of pictures) {
      options.stop.throwIfAborted();
      await takePicture(picture, server.url, options);
      options.onPicture(picture);
    }
  } finally {
    server.close();
  }
}

async function takePicture(
  { name, heightPx, path }: Picture,
  serverUrl: string,
  { widthPx, stop }: DrawOptions,
): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'camwatch-preview-'));
  try {
    const url = `${serverUrl}/index.html?drawing=${encodeURIComponent(name)}`;
    const child = spawn(
      'chromium',
      [
        ...BROWSER_FLAGS,
        VIRTUAL_TIME,
        `--user-data-dir=${profile}`,
        `--window-size=${widthPx},${heightPx}`,
        `--screenshot=${path}`,
        url,
      ],
      {
        env: childEnvironment(),
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: TIMEOUT_MS,
        signal: stop,
      },
    );
    const failed = once(child, 'error').then(([error]) => {
      throw new PreviewError(`chromium did not start: ${String(error)}`);
    });
    const [[code], errors] = await Promise.race([
      Promise.all([once(child, 'close'), text(child.stderr)]),
      failed,
    ]);
    if (code !== 0) throw new PreviewError(`chromium ended with code ${code}: ${errors.slice(-500)}`);
    await access(path).catch(() => {
      throw new PreviewError(`${path}: expected a picture, but chromium wrote none: ${errors.slice(-500)}`);
    });
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
