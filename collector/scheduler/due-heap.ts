/**
 * A binary heap of entries 0…n-1 by due time, in typed arrays: no allocation while running, and any entry can be
 * moved. An entry that was popped stays out until it is set again, so that it can never overlap itself.
 */
export interface DueHeap {
  readonly size: () => number;
  /** Puts an entry in, or moves it. */
  readonly set: (entry: number, dueMs: number) => void;
  /** Takes the entry with the oldest due time, if that is not after `nowMs`. */
  readonly popDue: (nowMs: number) => { readonly entry: number; readonly dueMs: number } | undefined;
  /** When the entry is due; `undefined` while it is out. */
  readonly dueMs: (entry: number) => number | undefined;
  /** Oldest due time of all. */
  readonly nextDueMs: () => number | undefined;
}

const OUT = -1;

export function createDueHeap(capacity: number): DueHeap {
  const due = new Float64Array(capacity);
  const heap = new Int32Array(capacity);
  const places = new Int32Array(capacity).fill(OUT);
  let size = 0;

  const at = (place: number) => heap[place] ?? 0;
  const dueOf = (entry: number) => due[entry] ?? 0;
  const put = (entry: number, place: number) => {
    heap[place] = entry;
    places[entry] = place;
  };
  const siftUp = (entry: number, from: number) => {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (dueOf(at(parent)) <= dueOf(entry)) break;
      put(at(parent), place);
      place = parent;
    }
    put(entry, place);
  };
  const siftDown = (entry: number, from: number) => {
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && dueOf(at(child + 1)) < dueOf(at(child))) child++;
      if (dueOf(at(child)) >= dueOf(entry)) break;
      put(at(child), place);
      place = child;
    }
    put(entry, place);
  };

  return {
    size: () => size,
    set: (entry, dueMs) => {
      if (!(entry >= 0 && entry < capacity)) throw new RangeError(`entry ${entry} of ${capacity}`);
      const place = places[entry] ?? OUT;
      const isIn = place !== OUT;
      const isEarlier = isIn && dueMs < dueOf(entry);
      due[entry] = dueMs;
      if (!isIn) siftUp(entry, size++);
      else if (isEarlier) siftUp(entry, place);
      else siftDown(entry, place);
    },
    popDue: (nowMs) => {
      if (size === 0 || dueOf(at(0)) > nowMs) return undefined;
      const entry = at(0);
      places[entry] = OUT;
      const last = at(--size);
      if (size > 0) siftDown(last, 0);
      return { entry, dueMs: dueOf(entry) };
    },
    dueMs: (entry) => ((places[entry] ?? OUT) === OUT ? undefined : dueOf(entry)),
    nextDueMs: () => (size === 0 ? undefined : dueOf(at(0))),
  };
}
