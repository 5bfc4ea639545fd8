/** How much of its pace a thread keeps up: all of it while it has time to rest, less and less while it has none. */
export interface Pace {
  /** From 1 downwards. */
  readonly share: () => number;
  /** Looks at the time since the last look: to be called every half second. */
  readonly look: () => void;
}

/**
 * What is looked at together: five seconds. Every five seconds the answers of a round are judged, in which other threads have the
 * processors for one or two; and what was asked at a faster pace keeps this thread busy for two more.
 */
const LOOKS = 10;
/** A thread that does not rest reads what devices sent later than it came, and would take that for the devices' delay. */
const RESTLESS = 0.99;
/** Down by a fifth: what is asked too much is answered too late for everybody. More where that was not enough, once it was felt. */
const SLOWER = 0.8;
const MUCH_SLOWER = 0.6;
/** Up again while there is more rest than this, by ever less towards it, and down below: a pace settles there, and does not swing around it. */
const BUSY_RATIO = 0.95;
const BY_REST = 0.1;
/** Some is always asked: whoever asks nothing learns nothing. */
const LEAST = 0.05;

/** @param busyRatio How much of the time since it was last asked its event loop has worked. */
export function createPace(busyRatio: () => number = createLoopMeter()): Pace {
  const last: number[] = [];
  let share = 1;
  let looksToFeel = 0;
  let hasSlowed = false;
  const go = (next: number) => {
    share = Math.min(1, Math.max(LEAST, next));
  };
  return {
    share: () => share,
    look: () => {
      last.push(busyRatio());
      if (last.length > LOOKS) last.shift();
      const busy = last.reduce((sum, ratio) => sum + ratio) / last.length;
      looksToFeel = Math.max(0, looksToFeel - 1);
      if (busy <= RESTLESS) {
        if (looksToFeel === 0) hasSlowed = false;
        go(share + BY_REST * (BUSY_RATIO - busy));
      } else if (looksToFeel === 0) {
        go(share * (hasSlowed ? MUCH_SLOWER : SLOWER));
        hasSlowed = true;
        looksToFeel = LOOKS;
      }
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
