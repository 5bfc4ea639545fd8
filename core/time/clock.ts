/** Why the time of this machine is not believed: a closed set. */
export type ClockDoubtCause = 'step' | 'behind-record' | 'ahead-of-record' | 'time-servers';

/** The time of this machine is not where it should be; until that is mended or confirmed nothing is recorded. */
export interface ClockDoubt {
  readonly cause: ClockDoubtCause;
  /** By our own clock, which goes on from the last time that was believed. */
  readonly sinceMs: number;
  /** How far this machine's time is from where it should be: positive where it is ahead. */
  readonly offMs: number;
}

/** What {@link Clock.resync} found: each of them ends coverage. */
export interface ClockStep {
  /** `step`: a jump, taken over. `suspend`: the machine slept. `doubt`: a jump, not taken over. `trusted`: a doubt has ended. */
  readonly kind: 'step' | 'suspend' | 'doubt' | 'trusted';
  /** What our clock said before. */
  readonly fromMs: number;
  /** What it says since. */
  readonly toMs: number;
}

/**
 * Epoch milliseconds that advance with the monotonic clock, so that a step of the wall clock cannot tear a probe, and one
 * that is too large to be believed is not taken over at all.
 */
export interface Clock {
  readonly nowMs: () => number;
  /**
   * Compares with the wall clock. Small differences (time synchronisation at work) are taken over in silence, forwards
   * only; a difference above the tolerance is a step. One beyond the limit from where the clock should be, all steps since
   * it was last confirmed added up, is a doubt: our clock goes on without it. A wall clock that is back within the limit ends the doubt.
   */
  readonly resync: () => ClockStep | undefined;
  readonly doubt: () => ClockDoubt | undefined;
  /** The wall clock is not believed: `expectedMs` is what it should say. Our clock goes on from there; the next resync tells of it. */
  readonly distrust: (cause: ClockDoubtCause, expectedMs: number) => void;
  /** Somebody who knows says that the wall clock is right: where there was a doubt, what it says is taken over and the next resync tells of it. */
  readonly confirm: () => void;
  /** What the wall clock said when {@link ClockSources.elapsedMs} was 0, as far as it was last confirmed. */
  readonly originMs: () => number;
  /** Goes on where an earlier process of this start of the system was confirmed. */
  readonly resume: (originMs: number) => void;
  /** How many steps were found so far. */
  readonly stepCount: () => number;
  /** For other threads: see {@link followClock}. */
  readonly shared: SharedArrayBuffer;
}

export interface ClockSources {
  readonly wallMs?: () => number;
  /** The same in all threads of the process. It may stand still while the machine sleeps. */
  readonly monotonicMs?: () => number;
  /** Goes on while the machine sleeps, where the system has such a clock; otherwise sleep cannot be told from a step. */
  readonly elapsedMs?: () => number;
  readonly toleranceMs?: number;
  readonly limitMs?: () => number;
}

/** Of the process: `performance.now()` begins anew in every thread. */
function processMonotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1e6;
}

export function createClock({
  wallMs = Date.now,
  monotonicMs = processMonotonicMs,
  elapsedMs = monotonicMs,
  toleranceMs = 1_000,
  limitMs = () => Number.POSITIVE_INFINITY,
}: ClockSources = {}): Clock {
  const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const offset = createOffset(shared);
  offset.set(wallMs() - monotonicMs());
  let originMs = wallMs() - elapsedMs();
  let lastMs = Number.NEGATIVE_INFINITY;
  let doubt: ClockDoubt | undefined;
  let pending: ClockStep | undefined;
  let stepCount = 0;
  let sleptMs = elapsedMs() - monotonicMs();

  const nowMs = () => {
    lastMs = Math.max(lastMs, Math.round(monotonicMs() + offset.get()));
    return lastMs;
  };
  const goTo = (ms: number) => {
    offset.set(ms - monotonicMs());
    lastMs = Number.NEGATIVE_INFINITY;
  };
  /** How long the monotonic clock stood still since the last call. */
  const takeSleep = () => {
    const beforeMs = sleptMs;
    sleptMs = elapsedMs() - monotonicMs();
    return Math.max(0, sleptMs - beforeMs);
  };
  const offMs = () => wallMs() - (originMs + elapsedMs());
  const compare = (): ClockStep | undefined => {
    const fromMs = nowMs();
    const asleepMs = takeSleep();
    const hasSlept = asleepMs > toleranceMs;
    if (hasSlept) goTo(fromMs + asleepMs);
    const told = (kind: ClockStep['kind']) => ({ kind, fromMs, toMs: nowMs() });
    const isBeyond = Math.abs(offMs()) > limitMs();
    if (isBeyond && doubt) {
      doubt = { ...doubt, offMs: offMs() };
      return undefined;
    }
    if (isBeyond) {
      doubt = { cause: 'step', sinceMs: nowMs(), offMs: offMs() };
      return told('doubt');
    }
    const differenceMs = wallMs() - nowMs();
    const wasDoubtful = doubt !== undefined;
    doubt = undefined;
    const isStep = Math.abs(differenceMs) > toleranceMs;
    if (isStep || wasDoubtful) {
      goTo(wallMs());
      return told(wasDoubtful ? 'trusted' : 'step');
    }
    offset.set(offset.get() + differenceMs);
    return hasSlept ? told('suspend') : undefined;
  };

  return {
    nowMs,
    resync: () => {
      const step = pending ?? compare();
      pending = undefined;
      if (step) stepCount++;
      return step;
    },
    doubt: () => doubt,
    distrust: (cause, expectedMs) => {
      const fromMs = nowMs();
      originMs = expectedMs - elapsedMs();
      goTo(expectedMs);
      doubt = { cause, sinceMs: doubt?.sinceMs ?? nowMs(), offMs: offMs() };
      pending = { kind: 'doubt', fromMs, toMs: nowMs() };
    },
    confirm: () => {
      const fromMs = nowMs();
      originMs = wallMs() - elapsedMs();
      if (!doubt) return;
      doubt = undefined;
      takeSleep();
      goTo(wallMs());
      pending = { kind: 'trusted', fromMs, toMs: nowMs() };
    },
    originMs: () => originMs,
    resume: (atMs) => {
      originMs = atMs;
    },
    stepCount: () => stepCount,
    shared,
  };
}

/** The clock of another thread of this process, which decides alone what is believed. */
export function followClock(shared: SharedArrayBuffer, monotonicMs = processMonotonicMs): () => number {
  const offset = createOffset(shared);
  return () => Math.round(monotonicMs() + offset.get());
}

/** In whole microseconds, since other threads read it while it is written. */
function createOffset(shared: SharedArrayBuffer) {
  const cells = new BigInt64Array(shared);
  return {
    get: () => Number(Atomics.load(cells, 0)) / 1_000,
    set: (ms: number) => void Atomics.store(cells, 0, BigInt(Math.round(ms * 1_000))),
  };
}
