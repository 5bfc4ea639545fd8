import type { Shortfall } from '../../core/probing.ts';
import { ProbeError, type Trace } from '../prober.ts';

/** Takes the parts of a poll one after the other; what one of them fails for does not hide the others. */
export interface Parts {
  /** What `read` read, or `fallback` where the device would not tell. */
  readonly take: <Part>(what: string, read: () => Promise<Part>, fallback: Part) => Promise<Part>;
  /** Why the first part that failed did. */
  readonly shortfall: () => Shortfall | undefined;
}

/** An agent that answers, and not on everything, is not down; it is not well either. */
export function createParts(signal: AbortSignal, trace: Trace | undefined): Parts {
  let shortfall: Shortfall | undefined;
  return {
    take: async (what, read, fallback) => {
      try {
        return await read();
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ProbeError)) throw error;
        const detail = `${what}: ${error.message}`;
        trace?.({ kind: 'noted', text: detail });
        shortfall ??= { reason: error.reason, detail };
        return fallback;
      }
    },
    shortfall: () => shortfall,
  };
}
