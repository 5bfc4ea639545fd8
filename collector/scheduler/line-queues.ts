import type { LineCaps } from '../judge/line-caps.ts';

/** A check that waits for a line. */
export interface Waiting {
  readonly entry: number;
  readonly dueMs: number;
  readonly lines: readonly string[];
}

/** What waits for a place on a line that is full: a queue for each such line, those that wait longest first. */
export interface LineQueues {
  readonly hold: (waiting: Waiting, fullLine: string) => void;
  /** A place on each of the lines is free: takes out who may have it now. */
  readonly wake: (lines: readonly string[]) => readonly Waiting[];
  readonly all: () => Iterable<Waiting>;
  readonly oldestDueMs: () => number | undefined;
}

export function createLineQueues({ fullOf }: Pick<LineCaps, 'fullOf'>): LineQueues {
  const queues = new Map<string, Waiting[]>();
  const enqueue = (waiting: Waiting, line: string) => {
    const queue = queues.get(line) ?? [];
    queues.set(line, queue);
    const place = queue.findLastIndex(({ dueMs }) => dueMs <= waiting.dueMs);
    queue.splice(place + 1, 0, waiting);
  };
  const takeFirst = (line: string): readonly Waiting[] => {
    const queue = queues.get(line) ?? [];
    for (let first = queue.shift(); first; first = queue.shift()) {
      const full = fullOf(first.lines);
      // Another one of its lines has no place: the next may have this one.
      if (full !== undefined) enqueue(first, full);
      if (full === line) break;
      if (full === undefined) return [first];
    }
    if (queue.length === 0) queues.delete(line);
    return [];
  };
  return {
    hold: enqueue,
    wake: (lines) => lines.flatMap(takeFirst),
    all: () => [...queues.values()].flat(),
    oldestDueMs: () => {
      let oldestMs: number | undefined;
      for (const [first] of queues.values())
        if (first) oldestMs = Math.min(oldestMs ?? first.dueMs, first.dueMs);
      return oldestMs;
    },
  };
}
