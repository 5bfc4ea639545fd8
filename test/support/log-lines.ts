import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The lines of a log as they come: each call waits for a line with the text that came after the one found before. */
export interface LogLines {
  readonly next: (text: string) => Promise<string>;
  /** Waits for one line with each of these, in whatever order they come. */
  readonly all: (...texts: readonly string[]) => Promise<readonly string[]>;
}

/** Goes on reading whether or not anybody waits, so that the writer is never held up. */
export function readLogLines(log: Readable): LogLines {
  const lines: string[] = [];
  let seen = 0;
  let hasEnded = false;
  let wake = () => {};
  createInterface({ input: log })
    .on('line', (line) => {
      lines.push(line);
      wake();
    })
    .once('close', () => {
      hasEnded = true;
      wake();
    });
  const placeOf = (text: string) => lines.findIndex((line, index) => index >= seen && line.includes(text));
  const all = async (...texts: readonly string[]): Promise<readonly string[]> => {
    for (;;) {
      const found = texts.map(placeOf);
      if (!found.includes(-1)) {
        seen = Math.max(...found) + 1;
        return found.map((place) => lines[place] ?? '');
      }
      if (hasEnded)
        throw new Error(`the log ended without "${texts.join('", "')}":\n${lines.slice(-5).join('\n')}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { all, next: async (text) => (await all(text))[0] ?? '' };
}
