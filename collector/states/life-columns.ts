import { acceptedMs, type Device, isWatchedAt, type LifecycleStep } from '../../core/domain/inventory.ts';

/** When each device is watched, and from when it counts, by the steps of its life. */
export interface LifeColumns {
  readonly isWatchedAt: (device: number, atMs: number) => boolean;
  /** `Infinity` where nobody has accepted it: it has all the time that there is. */
  readonly acceptedMs: (device: number) => number;
}

/** Takes the devices one by one. */
export interface LifeColumnsBuilder {
  readonly add: (index: number, device: Pick<Device, 'lifecycle'>) => void;
  readonly columns: LifeColumns;
}

const NEVER = Number.POSITIVE_INFINITY;

export function createLifeColumns(size: number): LifeColumnsBuilder {
  const [fromMs, toMs] = [new Float64Array(size).fill(NEVER), new Float64Array(size).fill(NEVER)];
  const accepted = new Float64Array(size).fill(NEVER);
  /** Of those few that were paused, or whose life has another course. */
  const others = new Map<number, readonly LifecycleStep[]>();

  return {
    add: (index, { lifecycle }) => {
      accepted[index] = acceptedMs({ lifecycle }) ?? NEVER;
      const turns = turnsOf(lifecycle);
      if (turns === undefined) others.set(index, lifecycle);
      else [fromMs[index], toMs[index]] = [turns[0] ?? NEVER, turns[1] ?? NEVER];
    },
    columns: {
      isWatchedAt: (device, atMs) => {
        const lifecycle = others.get(device);
        if (lifecycle) return isWatchedAt({ lifecycle }, atMs);
        return (fromMs[device] ?? NEVER) <= atMs && atMs < (toMs[device] ?? NEVER);
      },
      acceptedMs: (device) => accepted[device] ?? NEVER,
    },
  };
}

/** When it began to be watched and when it ceased; `undefined` where that came about more than once. */
function turnsOf(lifecycle: readonly LifecycleStep[]): readonly number[] | undefined {
  const turns: number[] = [];
  for (const [place, { atMs }] of lifecycle.entries()) {
    if (atMs < (lifecycle[place - 1]?.atMs ?? atMs)) return undefined;
    if (isWatchedAt({ lifecycle }, atMs) === (turns.length % 2 === 0)) turns.push(atMs);
  }
  return turns.length > 2 ? undefined : turns;
}
