import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import type { VirtualStream } from '../virtual-device.ts';
import { createH264Source } from './h264.ts';
import { createH265Source } from './h265.ts';
import { frameRtp, packetizeFrame } from './packetize.ts';
import type { PictureSource } from './picture-source.ts';

/** A stream ready to be played: its pictures cut into packets, shared by all who watch. */
export interface PlayableStream {
  readonly planned: VirtualStream;
  readonly source: PictureSource;
  /** Payloads of the `number`-th picture of a group. */
  readonly payloads: (number: number) => readonly Buffer[];
}

const GROUP_SECONDS = 2;
const CLOCK_HZ = 90_000;
/** A client that does not read gets fewer pictures, not all of them later. */
const MOST_WAITING_OCTETS = 1_000_000;

export function prepareStream(planned: VirtualStream): PlayableStream {
  const source = planned.codec === 'h265' ? createH265Source(planned) : createH264Source(planned);
  const wantedOctets = Math.round(planned.bitsPerSecond / 8 / planned.framesPerSecond);
  const group = new Map<number, readonly Buffer[]>();
  return {
    planned,
    source,
    payloads: (number) => {
      const place = number % (GROUP_SECONDS * planned.framesPerSecond);
      const known = group.get(place) ?? packetizeFrame(source, place, wantedOctets);
      group.set(place, known);
      return known;
    },
  };
}

export interface PlayOptions {
  readonly socket: Socket;
  readonly channel: number;
  /** Asked for each picture: a camera may lose its picture while it plays. */
  readonly hasVideo: () => boolean;
}

export interface Player {
  readonly sequence: number;
  readonly timestamp: number;
  readonly stop: () => void;
}

/** Sends a stream at its own pace, from a picture that decoding can start from. */
export function playStream(stream: PlayableStream, { socket, channel, hasVideo }: PlayOptions): Player {
  const { framesPerSecond } = stream.planned;
  const source = randomInt(2 ** 32);
  const first = { sequence: randomInt(0x10000), timestamp: randomInt(2 ** 31) };
  let { sequence } = first;
  let number = 0;
  const send = () => {
    const current = number++;
    if (!hasVideo() || socket.writableLength > MOST_WAITING_OCTETS) return;
    const payloads = stream.payloads(current);
    const timestamp = first.timestamp + Math.round((current * CLOCK_HZ) / framesPerSecond);
    socket.write(frameRtp(payloads, { sequence, timestamp, source }, channel));
    sequence = (sequence + payloads.length) % 0x10000;
  };
  // The answer to PLAY goes first.
  const begun = setImmediate(send);
  const timer = setInterval(send, 1_000 / framesPerSecond);
  return {
    ...first,
    stop: () => {
      clearImmediate(begun);
      clearInterval(timer);
    },
  };
}
