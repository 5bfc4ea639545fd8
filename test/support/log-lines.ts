import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The lines of a log as they come: each call waits for a line with the text that came after the one found before. */
export interface LogLines {
  readonly next: (text: string) => Promise<string>;
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
  return {
    next: async (text) => {
      for (;;) {
        const found = lines.findIndex((line, index) => index >= seen && line.includes(text));
        if (found >= 0) {
          seen = found + 1;
          return lines[found] ?? '';
        }
        if (hasEnded) throw new Error(`the log ended without "${text}":\n${lines.slice(-5).join('\n')}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
