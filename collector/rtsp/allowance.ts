import { ProbeError } from '../probing/prober.ts';

/** What a device may send on one connection: whoever sends more is cut off, and it is his fault. */
export interface Allowance {
  /** @throws ProbeError `oversized`. */
  readonly spend: (bytes: number) => void;
  /** @throws ProbeError `oversized`. */
  readonly spendFrame: (payloadBytes: number) => void;
  /** @throws ProbeError `malformed`. */
  readonly countRequest: () => void;
  /** From now on pictures are what was asked for. */
  readonly beginToPlay: () => void;
}

/** Answers to OPTIONS, DESCRIBE and SETUP: the longest that is taken, three times over. */
const MOST_BYTES_BEFORE_PLAY = 262_144;
/** A smaller frame counts as much: each is work, also an empty one. */
const LEAST_FRAME_BYTES = 256;
/** Of the device's own. Those that ask at all do so every few seconds. */
const MOST_REQUESTS = 16;

export function createAllowance(mostBytes: number): Allowance {
  let bytes = 0;
  let requests = 0;
  let isPlaying = false;

  const spend = (more: number) => {
    bytes += more;
    const most = isPlaying ? mostBytes : Math.min(mostBytes, MOST_BYTES_BEFORE_PLAY);
    if (bytes <= most) return;
    throw new ProbeError(
      'oversized',
      `expected at most ${most} bytes${isPlaying ? '' : ' before PLAY'}, got more`,
    );
  };

  return {
    spend,
    spendFrame: (payloadBytes) => spend(Math.max(0, LEAST_FRAME_BYTES - payloadBytes)),
    countRequest: () => {
      if (++requests <= MOST_REQUESTS) return;
      const message = `expected an answer, got more than ${MOST_REQUESTS} requests of the device`;
      throw new ProbeError('malformed', message);
    },
    beginToPlay: () => {
      isPlaying = true;
    },
  };
}
