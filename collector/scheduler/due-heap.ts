/**
 * A binary heap of entries 0…n-1 by due time, in typed arrays: any entry can be moved or taken out. An entry that was popped
 * stays out until it is set again, so that it can never overlap itself.
 */
export interface DueHeap {
  readonly size: () => number;
  /** Puts an entry in, or moves it. */
  readonly set: (entry: number, dueMs: number) => void;
  /** Takes the entry with the oldest due time, if that is not after `nowMs`. */
  readonly popDue: (nowMs: number) => Due | undefined;
  readonly remove: (entry: number) => void;
  /** When the entry is due; `undefined` while it is out. */
  readonly dueMs: (entry: number) => number | undefined;
  /** Oldest due time of all. */
  readonly nextDueMs: () => number | undefined;
}

export interface Due {
  readonly entry: number;
  readonly dueMs: number;
}

/** Where entries are: heaps that share a table have each entry at most once among them. */
export interface DueTable {
  readonly due: Float64Array;
  readonly places: Int32Array;
  readonly heaps: Uint8Array;
  /** Of the heap that was made last. */
  lastHeap: number;
}

export const createDueTable = (capacity: number): DueTable => ({
  due: new Float64Array(capacity),
  places: new Int32Array(capacity),
  heaps: new Uint8Array(capacity),
  lastHeap: NO_HEAP,
});

const NO_HEAP = 0;
const FIRST_ROOM = 256;

export function createDueHeap(capacity: number, table: DueTable = createDueTable(capacity)): DueHeap {
  const { due, places, heaps } = table;
  const own = ++table.lastHeap;
  let heap = new Int32Array(Math.min(capacity, FIRST_ROOM));
  let size = 0;

  const at = (place: number) => heap[place] ?? 0;
  const dueOf = (entry: number) => due[entry] ?? 0;
  const isIn = (entry: number) => heaps[entry] === own;
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
  const makeRoom = () => {
    if (size < heap.length) return;
    const larger = new Int32Array(Math.min(capacity, 2 * size));
    larger.set(heap);
    heap = larger;
  };
  const remove = (entry: number) => {
    if (!isIn(entry)) return;
    heaps[entry] = NO_HEAP;
    const place = places[entry] ?? 0;
    const last = at(--size);
    if (last === entry) return;
    siftUp(last, place);
    siftDown(last, places[last] ?? 0);
  };

  return {
    size: () => size,
    remove,
    set: (entry, dueMs) => {
      if (!(entry >= 0 && entry < capacity)) throw new RangeError(`entry ${entry} of ${capacity}`);
      if (isIn(entry)) remove(entry);
      else if (heaps[entry] !== NO_HEAP) throw new RangeError(`entry ${entry} is in another heap`);
      makeRoom();
      due[entry] = dueMs;
      heaps[entry] = own;
      siftUp(entry, size++);
    },
    popDue: (nowMs) => {
      if (size === 0 || dueOf(at(0)) > nowMs) return undefined;
      const entry = at(0);
      remove(entry);
      return { entry, dueMs: dueOf(entry) };
    },
    dueMs: (entry) => (isIn(entry) ? dueOf(entry) : undefined),
    nextDueMs: () => (size === 0 ? undefined : dueOf(at(0))),
  };
}
