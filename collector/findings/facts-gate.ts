import type { DeviceFacts } from '../../core/domain/device-facts.ts';
import type { Reading } from '../../core/domain/probing.ts';
import { INDICATORS } from '../../core/domain/state.ts';
import type { Numbering } from '../../core/packed/numbering.ts';
import { withRow } from '../../core/packed/with-row.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { hours } from '../../core/time/units.ts';

/** Picks what is to be learnt of devices from readings: what changed, and what always changes once an hour. */
export interface FactsGate {
  readonly take: (reading: Reading) => DeviceFacts | undefined;
  readonly replace: (isKnown: (deviceId: string) => boolean) => void;
}

const REPEATED_AFTER_MS = hours(1);

/** `numbers` are those of the devices, which others may use as well. */
export function createFactsGate(numbers: Pick<Numbering, 'numberOf' | 'nameOf'>): FactsGate {
  /** Of each device a row for each indicator; `NaN`: nothing was told. */
  let hashes = new Uint32Array(0);
  let toldMs = new Float64Array(0);
  return {
    take: (reading) => {
      const { deviceId, indicator, atMs } = reading;
      const facts = factsOf(reading);
      if (facts === undefined) return undefined;
      const row = numbers.numberOf(deviceId) * INDICATORS.length + INDICATORS.indexOf(indicator);
      hashes = withRow(hashes, row, (length) => new Uint32Array(length));
      toldMs = withRow(toldMs, row, (length) => new Float64Array(length).fill(Number.NaN));
      const hash = stableHash(steadyPart(facts));
      const ageMs = atMs - (toldMs[row] ?? Number.NaN);
      const isTold = hashes[row] === hash && ageMs < REPEATED_AFTER_MS;
      if (isTold) return undefined;
      hashes[row] = hash;
      toldMs[row] = atMs;
      return facts;
    },
    replace: (isKnown) => {
      for (let row = 0; row < toldMs.length; row += INDICATORS.length)
        if (!isKnown(numbers.nameOf(row / INDICATORS.length)))
          toldMs.fill(Number.NaN, row, row + INDICATORS.length);
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
