import { RequestError } from './request-error.ts';

/** Share of the time that callers may take up in the long run: the collector needs the rest. */
const SHARE = 0.1;
/** What may be taken up at once after a quiet time. */
const RESERVE_MS = 1_000;

/**
 * Turns callers away while `work`, which holds up everything else, has taken more than its share of the time: a month
 * of outages of a large city takes seconds to read, and anybody may ask for it again and again.
 * @throws RequestError PORTAL_BUSY
 */
export function limitShare<Input, Output>(
  work: (input: Input) => Output,
  elapsedMs: () => number = () => performance.now(),
): (input: Input) => Output {
  let debtMs = 0;
  let settledMs = elapsedMs();
  return (input) => {
    const startMs = elapsedMs();
    debtMs = Math.max(0, debtMs - (startMs - settledMs) * SHARE);
    settledMs = startMs;
    if (debtMs > RESERVE_MS) {
      const waitSeconds = Math.ceil((debtMs - RESERVE_MS) / SHARE / 1_000);
      throw new RequestError(
        'PORTAL_BUSY',
        `expected fewer or smaller questions, got more than the server may answer; ask again in ${waitSeconds} s`,
      );
    }
    try {
      return work(input);
    } finally {
      debtMs += elapsedMs() - startMs;
    }
  };
}
