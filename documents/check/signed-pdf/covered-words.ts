import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnvironment } from '../../../core/host/child-environment.ts';

const run = promisify(execFile);
const MOST_BYTES = 20_000_000;
const MOST_MS = 20_000;
/** Of what was left out by whoever asks for words that lie under a signature. */
const EDGE = 1;

export interface SeenPlace {
  readonly page: number;
  /** Left, bottom, right and top, in points from the lower left corner. */
  readonly box: readonly number[];
}

/** Words of a PDF that lie under a place; `undefined` where poppler's `pdftotext` is not installed or cannot read it. */
export async function coveredWords(
  pdf: Uint8Array,
  { page, box }: SeenPlace,
): Promise<readonly string[] | undefined> {
  const listed = await listWords(pdf, page);
  const height = Number(/<page width="[\d.]+" height="([\d.]+)"/.exec(listed ?? '')?.[1]);
  if (listed === undefined || !Number.isFinite(height)) return undefined;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box;
  const [left, right] = [Math.min(x1, x2) + EDGE, Math.max(x1, x2) - EDGE];
  const [top, bottom] = [height - Math.max(y1, y2) + EDGE, height - Math.min(y1, y2) - EDGE];
  return [...listed.matchAll(WORD)].flatMap(([, ...found]) => {
    const [xMin = 0, yMin = 0, xMax = 0, yMax = 0] = found.slice(0, 4).map(Number);
    const isUnder = xMin < right && xMax > left && yMin < bottom && yMax > top;
    return isUnder ? [found[4] ?? ''] : [];
  });
}

const WORD = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g;

async function listWords(pdf: Uint8Array, page: number): Promise<string | undefined> {
  try {
    const only = ['-f', `${page}`, '-l', `${page}`];
    const job = run('pdftotext', ['-q', '-bbox', ...only, '-', '-'], {
      ...{ env: childEnvironment(), maxBuffer: MOST_BYTES, timeout: MOST_MS },
    });
    // A reader that gives up early is told by its exit code.
    job.child.stdin?.on('error', () => undefined);
    job.child.stdin?.end(pdf);
    return (await job).stdout;
  } catch {
    return undefined;
  }
}
