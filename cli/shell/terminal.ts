import type { Writable } from 'node:stream';
import { styleText } from 'node:util';
import type { StyleText } from '../../core/text/style-text.ts';
import { escapeControls, hideControls } from '../../core/text/terminal-text.ts';

/** Output of commands goes to `out`, everything about the work (progress, logs, errors) to `err`. */
export interface Terminal {
  readonly print: (text: string) => void;
  readonly printJson: (value: unknown) => void;
  readonly printError: (text: string) => void;
  /** Colours `text` only where `out` is a terminal that takes colours. */
  readonly style: StyleText;
  readonly width: number;
  readonly isInteractive: boolean;
  /** Draws over the last lines drawn; does nothing unless `err` is a terminal. */
  readonly progress: (label: string, doneCount: number, totalCount: number) => void;
  readonly clearProgress: () => void;
}

/** A stream that may be a terminal, such as those of the process. */
export interface Output extends Writable {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export function createTerminal(out: Output, err: Output): Terminal {
  let drawnAtMs = 0;
  const clearProgress = () => {
    if (err.isTTY && drawnAtMs > 0) err.write('\r\x1b[2K');
    drawnAtMs = 0;
  };
  return {
    // A file or a pipe gets the very bytes: an export is hashed, and a table is read again.
    print: (text) => out.write(`${out.isTTY ? hideControls(text) : text}\n`),
    printJson: (value) => out.write(`${escapeControls(JSON.stringify(value, undefined, 2))}\n`),
    printError: (text) => err.write(`${hideControls(text)}\n`),
    style: (style, text) => styleText(style, text, { stream: out }),
    width: out.columns ?? 100,
    isInteractive: Boolean(out.isTTY),
    progress: (label, doneCount, totalCount) => {
      const nowMs = performance.now();
      if (!err.isTTY || nowMs - drawnAtMs < 100) return;
      drawnAtMs = nowMs;
      err.write(`\r\x1b[2K${renderBar(label, doneCount, totalCount)}`);
    },
    clearProgress,
  };
}

function renderBar(label: string, doneCount: number, totalCount: number, width = 30): string {
  const ratio = totalCount > 0 ? Math.min(1, doneCount / totalCount) : 0;
  const full = Math.round(ratio * width);
  return `${label} [${'#'.repeat(full)}${'.'.repeat(width - full)}] ${Math.round(ratio * 100)}%`;
}
