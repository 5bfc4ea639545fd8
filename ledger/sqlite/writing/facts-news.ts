import { hash } from 'node:crypto';
import type { DeviceFacts } from '../../../core/domain/device-facts.ts';
import { hours } from '../../../core/time/units.ts';

/** Tells which facts are news: a device mostly says what it said before. */
export interface FactsNews {
  /** `undefined`: no news. Else it counts as written down from now on; the function returned takes that back. */
  readonly take: (facts: DeviceFacts) => (() => void) | undefined;
}

/** While nothing changes, the time at which it was last said is written down so often: it is right to the hour. */
const REPEATED_AFTER_MS = hours(1);

interface Known {
  readonly digest: string;
  readonly writtenMs: number;
}

export function createFactsNews(): FactsNews {
  // A digest, since the facts of a whole city are too much to keep twice.
  const knownByKey = new Map<string, Known>();
  return {
    take: ({ deviceId, observedMs, ...parts }) => {
      // Each prober says other parts of the same device.
      const key = `${deviceId} ${Object.keys(parts).sort().join()}`;
      const digest = hash('sha1', JSON.stringify(parts), 'base64');
      const known = knownByKey.get(key);
      if (known?.digest === digest && observedMs - known.writtenMs < REPEATED_AFTER_MS) return undefined;
      knownByKey.set(key, { digest, writtenMs: observedMs });
      return () => {
        if (known) knownByKey.set(key, known);
        else knownByKey.delete(key);
      };
    },
  };
}
