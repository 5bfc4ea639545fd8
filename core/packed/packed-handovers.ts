import type { Handover, Handovers } from '../domain/inventory.ts';
import { openPackedMap, type PackedMap, packMap } from './packed-map.ts';

/** Hand-overs in shared memory, each under its number. */
export interface PackedHandovers {
  readonly all: PackedMap;
  readonly atMs: Float64Array<SharedArrayBuffer>;
}

export function packHandovers(handovers: readonly Handover[]): PackedHandovers {
  const atMs = new Float64Array(new SharedArrayBuffer(8 * handovers.length));
  for (const [index, handover] of handovers.entries()) atMs[index] = handover.atMs;
  return { all: packMap(new Map(handovers.map((handover, index) => [`${index}`, handover]))), atMs };
}

/** Each is made when it is come to, in any thread: 77,000 of them are 25 MB. */
export function openHandovers({ all, atMs }: PackedHandovers): Handovers {
  const opened = openPackedMap<Handover>(all);
  return {
    length: opened.size,
    [Symbol.iterator]: () => opened.values(),
    after: (sinceMs) => {
      const found: Handover[] = [];
      for (let index = 0; index < atMs.length; index++) {
        const handover = (atMs[index] ?? 0) > sinceMs ? opened.at(index) : undefined;
        if (handover) found.push(handover);
      }
      return found;
    },
  };
}
