import { setMaxListeners } from 'node:events';

/** A wrapper such as npm passes a Ctrl-C on that the terminal has already delivered: both mean the same one. */
const SAME_KEYSTROKE_MS = 2_000;
const EXIT_BY_SIGNAL = 130;

/** Aborts on SIGINT or SIGTERM. One that comes later, while the work is still ending, ends the process at once. */
export function listenForStop(): AbortSignal {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  let firstMs: number | undefined;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      firstMs ??= performance.now();
      if (performance.now() - firstMs > SAME_KEYSTROKE_MS) process.exit(EXIT_BY_SIGNAL);
      stopping.abort(new Error(`stopped by ${name}`));
    });
  }
  return stopping.signal;
}
