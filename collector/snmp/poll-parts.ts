import type { Shortfall } from '../../core/domain/probing.ts';
import { ProbeError, type Trace } from '../probing/prober.ts';

/** Takes the parts of a poll one after the other; what one of them fails for does not hide the others. */
export interface Parts<Name extends string = string> {
  /** What `read` read, or `fallback` where the device would not tell. */
  readonly take: <Part>(what: Name, read: () => Promise<Part>, fallback: Part) => Promise<Part>;
  /** The parts that failed, and why the first of them did; `undefined` where all were told. */
  readonly missing: () => { readonly parts: ReadonlySet<Name>; readonly why: Shortfall } | undefined;
}

/** An agent that answers, and not on everything, is not down; it is not well either. */
export function createParts<Name extends string = string>(
  signal: AbortSignal,
  trace: Trace | undefined,
): Parts<Name> {
  const parts = new Set<Name>();
  let why: Shortfall | undefined;
  return {
    take: async (what, read, fallback) => {
      try {
        return await read();
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ProbeError)) throw error;
        const detail = `${what}: ${error.message}`;
        trace?.({ kind: 'noted', text: detail });
        parts.add(what);
        why ??= { reason: error.reason, detail };
        return fallback;
      }
    },
    missing: () => why && { parts, why },
  };
}
