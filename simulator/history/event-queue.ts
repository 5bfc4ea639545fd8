/** What is to happen, earliest first; what is due at one instant comes out in the order in which it was put in. */
export interface EventQueue<Event> {
  readonly push: (atMs: number, event: Event) => void;
  /** When the next event is due; infinite where there is none. */
  readonly nextMs: () => number;
  readonly pop: () => Event | undefined;
}

interface Entry<Event> {
  readonly atMs: number;
  readonly order: number;
  readonly event: Event;
}

/** A binary heap: millions of events pass through, and few of them wait at a time. */
export function createEventQueue<Event>(): EventQueue<Event> {
  const heap: Entry<Event>[] = [];
  let order = 0;

  const pop = (): Event | undefined => {
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (heap.length > 0) sink(heap, last);
    return first.event;
  };

  return {
    push: (atMs, event) => rise(heap, { atMs, order: order++, event }),
    nextMs: () => heap[0]?.atMs ?? Number.POSITIVE_INFINITY,
    pop,
  };
}

/** Puts an entry at the end and moves it up to its place. */
function rise<Event>(heap: Entry<Event>[], entry: Entry<Event>): void {
  let index = heap.length;
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || isEarlier(parent, entry)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = entry;
}

/** Puts an entry in place of the first and moves it down to its place. */
function sink<Event>(heap: Entry<Event>[], entry: Entry<Event>): void {
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    const right = heap[2 * index + 2];
    if (left === undefined) break;
    const isRight = right !== undefined && isEarlier(right, left);
    const child = isRight ? right : left;
    if (isEarlier(entry, child)) break;
    heap[index] = child;
    index = 2 * index + (isRight ? 2 : 1);
  }
  heap[index] = entry;
}

const isEarlier = (a: Entry<unknown>, b: Entry<unknown>) =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
