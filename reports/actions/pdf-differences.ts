import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnvironment } from '../../core/host/child-environment.ts';
import type { PrintedFigure } from './list-figures.ts';

const run = promisify(execFile);
const MOST_BYTES = 200_000_000;
const MOST_MS = 20_000;
const MOST_TOLD = 20;

/**
 * Words in which a PDF differs from what it should be, with their pages and the figures that they may be. Empty where poppler's
 * `pdftotext` is not installed, cannot read the file, or finds the same words.
 */
export async function pdfDifferences(
  expected: Uint8Array,
  actual: Uint8Array,
  figures: readonly PrintedFigure[],
): Promise<readonly string[]> {
  const [ours, theirs] = [await pagesOf(expected), await pagesOf(actual)];
  if (!ours || !theirs) return [];
  const found = ours.flatMap((words, page) =>
    words.flatMap((word, place): readonly string[] => {
      const other = theirs[page]?.[place];
      if (other === word) return [];
      const ids = [
        ...new Set(figures.filter(({ text }) => wordsOf(text).includes(trimmed(word))).map(({ id }) => id)),
      ];
      const [only] = ids;
      const name = only !== undefined && ids.length === 1 ? `${only}: ` : '';
      return [
        `page ${page + 1}: ${name}expected "${word}", found ${other === undefined ? 'nothing' : `"${other}"`}`,
      ];
    }),
  );
  return found.slice(0, MOST_TOLD);
}

const wordsOf = (text: string): readonly string[] => text.split(/\s+/u);
const trimmed = (word: string): string => word.replace(/[.,;:)]+$/u, '');

/** By page; the file goes in by a pipe. */
async function pagesOf(pdf: Uint8Array): Promise<readonly (readonly string[])[] | undefined> {
  try {
    const job = run('pdftotext', ['-q', '-layout', '-', '-'], {
      env: childEnvironment(),
      maxBuffer: MOST_BYTES,
      timeout: MOST_MS,
    });
    // A reader that gives up early is told by its exit code.
    job.child.stdin?.on('error', () => undefined);
    job.child.stdin?.end(pdf);
    const { stdout } = await job;
    return stdout.split('\f').map((page) => wordsOf(page.trim()));
  } catch {
    return undefined;
  }
}
