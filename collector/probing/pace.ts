/** How much of its pace a thread keeps up: all of it while it has time to rest, less and less while it has none. */
export interface Pace {
  /** From 1 downwards. */
  readonly share: () => number;
  /** Looks at the time since the last look: to be called every half second. */
  readonly look: () => void;
}

/** A thread that does not rest reads what devices sent later than it came, and would take that for the devices' delay. */
const RESTLESS = 0.99;
/** Down by a fifth: what is asked too much is answered too late for everybody. */
const SLOWER = 0.8;
/** Up again in five seconds while there is rest, by ever less towards the least rest: a pace settles there, and does not swing around it. */
const BUSY_RATIO = 0.97;
const FASTER = 0.1;
const FASTER_BY_REST = 0.5;
/** Some is always asked: whoever asks nothing learns nothing. */
const LEAST = 0.05;

/** @param busyRatio How much of the time since it was last asked its event loop has worked. */
export function createPace(busyRatio: () => number = createLoopMeter()): Pace {
  let share = 1;
  return {
    share: () => share,
    look: () => {
      const busy = busyRatio();
      if (busy > RESTLESS) share = Math.max(LEAST, share * SLOWER);
      else if (busy < BUSY_RATIO)
        share = Math.min(1, share + Math.min(FASTER, FASTER_BY_REST * (BUSY_RATIO - busy)));
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
