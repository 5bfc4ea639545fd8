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

/** Words of a PDF that lie under a place, else `(…)` for what is drawn; `undefined` where poppler is not installed or cannot read it. */
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
  const words = [...listed.matchAll(WORD)].flatMap(([, ...found]) => {
    const [xMin = 0, yMin = 0, xMax = 0, yMax = 0] = found.slice(0, 4).map(Number);
    const isUnder = xMin < right && xMax > left && yMin < bottom && yMax > top;
    return isUnder ? [found[4] ?? ''] : [];
  });
  if (words.length > 0) return words;
  const place = [Math.min(x1, x2), height - Math.max(y1, y2), Math.max(x1, x2), height - Math.min(y1, y2)];
  const isBlank = await isWhite(pdf, page, place);
  return isBlank === undefined ? undefined : isBlank ? [] : ['(a drawing or a line)'];
}

/** Whether nothing at all is drawn there: a picture of the place at a pixel a point. */
async function isWhite(
  pdf: Uint8Array,
  page: number,
  place: readonly number[],
): Promise<boolean | undefined> {
  const [left = 0, top = 0] = place.slice(0, 2).map((at) => Math.max(0, Math.floor(at)));
  const [right = 0, bottom = 0] = place.slice(2).map(Math.ceil);
  const cut = { x: left, y: top, W: Math.max(1, right - left), H: Math.max(1, bottom - top) };
  const drawn = await runPoppler('pdftoppm', pdf, page, [
    ...['-q', '-gray', '-r', '72'],
    ...Object.entries(cut).flatMap(([name, value]) => [`-${name}`, `${value}`]),
  ]);
  const [head] = /^P5\s\d+\s\d+\s255\s/.exec(drawn?.toString('latin1', 0, 40) ?? '') ?? [];
  return head === undefined ? undefined : drawn?.subarray(head.length).every((pixel) => pixel === 255);
}

const WORD = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>/g;

async function listWords(pdf: Uint8Array, page: number): Promise<string | undefined> {
  const listed = await runPoppler('pdftotext', pdf, page, ['-q', '-bbox', '-', '-']);
  return listed?.toString('utf8');
}

async function runPoppler(
  program: 'pdftotext' | 'pdftoppm',
  pdf: Uint8Array,
  page: number,
  wish: readonly string[],
): Promise<Buffer | undefined> {
  try {
    const job = run(program, ['-f', `${page}`, '-l', `${page}`, ...wish], {
      ...{ env: childEnvironment(), maxBuffer: MOST_BYTES, timeout: MOST_MS, encoding: 'buffer' as const },
    });
    // A reader that gives up early is told by its exit code.
    job.child.stdin?.on('error', () => undefined);
    job.child.stdin?.end(pdf);
    return (await job).stdout;
  } catch {
    return undefined;
  }
}
