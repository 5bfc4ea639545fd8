/** What is to be done when, at the same instant in the order in which it was written down. */
export interface Agenda<Task> {
  readonly add: (atMs: number, task: Task) => void;
  /** Takes away everything of the first instant before `ms`. */
  readonly takeBefore: (ms: number) => { readonly atMs: number; readonly tasks: readonly Task[] } | undefined;
  /** All that is still to be done, in its order. */
  readonly entries: () => readonly (readonly [atMs: number, task: Task])[];
}

/** Tasks share few instants, most of which are written down in order. */
export function createAgenda<Task>(): Agenda<Task> {
  const byInstant = new Map<number, Task[]>();
  /** Ascending; those before `next` are over. */
  const instants: number[] = [];
  let next = 0;

  return {
    add: (atMs, task) => {
      const tasks = byInstant.get(atMs);
      if (tasks) {
        tasks.push(task);
        return;
      }
      byInstant.set(atMs, [task]);
      instants.splice(placeOf(atMs), 0, atMs);
    },
    takeBefore: (ms) => {
      const atMs = instants[next];
      if (atMs === undefined || atMs >= ms) return undefined;
      next++;
      if (next > 1_000 && next > instants.length / 2) {
        instants.splice(0, next);
        next = 0;
      }
      const tasks = byInstant.get(atMs) ?? [];
      byInstant.delete(atMs);
      return { atMs, tasks };
    },
    entries: () =>
      instants
        .slice(next)
        .flatMap((atMs) => (byInstant.get(atMs) ?? []).map((task) => [atMs, task] as const)),
  };

  function placeOf(atMs: number): number {
    let low = next;
    let high = instants.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((instants[middle] ?? 0) < atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
