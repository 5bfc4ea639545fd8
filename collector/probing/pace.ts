/** How much of its pace a thread keeps up: all of it while it has time to rest, less and less while it has none. */
export interface Pace {
  /** From 1 downwards. */
  readonly share: () => number;
  /** Looks at the time since the last look: to be called every half second. */
  readonly look: () => void;
}

/** A thread that rests less reads what devices sent later than it came, and would take that for the devices' delay. */
const BUSY_RATIO = 0.95;
/** Down by a fifth, up again in five seconds: what is asked too much is answered too late for everybody. */
const SLOWER = 0.8;
const FASTER = 0.1;
/** Some is always asked: whoever asks nothing learns nothing. */
const LEAST = 0.05;

/** @param busyRatio How much of the time since it was last asked its event loop has worked. */
export function createPace(busyRatio: () => number = createLoopMeter()): Pace {
  let share = 1;
  return {
    share: () => share,
    look: () => {
      share = busyRatio() > BUSY_RATIO ? Math.max(LEAST, share * SLOWER) : Math.min(1, share + FASTER);
    },
  };
}

function createLoopMeter(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}
