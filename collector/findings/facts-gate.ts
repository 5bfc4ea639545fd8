import type { DeviceFacts } from '../../core/domain/device-facts.ts';
import type { Reading } from '../../core/domain/probing.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { hours } from '../../core/time/units.ts';

/** Picks what is to be learnt of devices from readings: what changed, and what always changes once an hour. */
export interface FactsGate {
  readonly take: (reading: Reading) => DeviceFacts | undefined;
  readonly replace: (isKnown: (deviceId: string) => boolean) => void;
}

const REPEATED_AFTER_MS = hours(1);

export function createFactsGate(): FactsGate {
  const toldByKey = new Map<string, { readonly hash: number; readonly atMs: number }>();
  return {
    take: (reading) => {
      const { deviceId, indicator, atMs } = reading;
      const facts = factsOf(reading);
      if (facts === undefined) return undefined;
      const key = `${deviceId} ${indicator}`;
      const hash = stableHash(steadyPart(facts));
      const told = toldByKey.get(key);
      if (told?.hash === hash && atMs - told.atMs < REPEATED_AFTER_MS) return undefined;
      toldByKey.set(key, { hash, atMs });
      return facts;
    },
    replace: (isKnown) => {
      for (const key of toldByKey.keys()) {
        if (!isKnown(key.slice(0, key.lastIndexOf(' ')))) toldByKey.delete(key);
      }
    },
  };
}

function factsOf({ deviceId, atMs, outcome: { report } }: Reading): DeviceFacts | undefined {
  if (report === undefined) return undefined;
  const { identity, streams, disks, networkTime, certificate, oldestRecordingMs } = report;
  const parts = {
    ...(identity && { identity }),
    ...(streams && { streams }),
    ...(disks && { disks }),
    ...(networkTime && { networkTime }),
    ...(certificate && { certificate }),
    ...(oldestRecordingMs !== undefined && { oldestRecordingMs }),
  };
  return Object.keys(parts).length > 0 ? { deviceId, observedMs: atMs, ...parts } : undefined;
}

/** Less of what differs at every look: how much is free, and how far back recordings reach. */
function steadyPart({ identity, streams, disks, networkTime, certificate }: DeviceFacts): string {
  const diskStates = disks?.map(({ name, state, sizeBytes }) => [name, state, sizeBytes]);
  return JSON.stringify([identity, streams, diskStates, networkTime, certificate]);
}
