import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import type { VirtualStream } from '../device/virtual-device.ts';
import { createH264Source } from './h264.ts';
import { createH265Source } from './h265.ts';
import { frameRtp, packetizeFrame } from './packetize.ts';
import type { PictureSource } from './picture-source.ts';

/** A stream ready to be played. */
export interface PlayableStream {
  readonly planned: VirtualStream;
  readonly pictures: PacketizedPictures;
}

/** Pictures of one codec, size and rate, cut into packets: the same for all cameras that are set alike. */
export interface PacketizedPictures {
  readonly source: PictureSource;
  /** Payloads of the `number`-th picture since a stream began. */
  readonly payloads: (number: number) => readonly Buffer[];
}

export type PicturePool = Map<string, PacketizedPictures>;

const GROUP_SECONDS = 2;
const CLOCK_HZ = 90_000;
/** A client that does not read gets fewer pictures, not all of them later. */
const MOST_WAITING_OCTETS = 1_000_000;

/** @throws a PictureSizeError for a size that this codec has no picture of. */
export function prepareStream(planned: VirtualStream, pool: PicturePool): PlayableStream {
  const { codec, width, height, framesPerSecond, bitsPerSecond } = planned;
  const key = [codec, width, height, framesPerSecond, bitsPerSecond].join(' ');
  const pictures = pool.get(key) ?? packetizePictures(planned);
  pool.set(key, pictures);
  return { planned, pictures };
}

function packetizePictures(planned: VirtualStream): PacketizedPictures {
  const source = planned.codec === 'h265' ? createH265Source(planned) : createH264Source(planned);
  const wantedOctets = Math.round(planned.bitsPerSecond / 8 / planned.framesPerSecond);
  const group = new Map<number, readonly Buffer[]>();
  return {
    source,
    payloads: (number) => {
      const place = number % (GROUP_SECONDS * planned.framesPerSecond);
      const known = group.get(place) ?? packetizeFrame(source, place, wantedOctets);
      group.set(place, known);
      return known;
    },
  };
}

/** What is later than this is never sent. */
const MOST_LATE_SECONDS = 1;

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
  const startedMs = performance.now();
  let { sequence } = first;
  let number = 0;
  const sendNext = () => {
    const current = number++;
    if (!hasVideo() || socket.writableLength > MOST_WAITING_OCTETS) return;
    const payloads = stream.pictures.payloads(current);
    const timestamp = first.timestamp + Math.round((current * CLOCK_HZ) / framesPerSecond);
    socket.write(frameRtp(payloads, { sequence, timestamp, source }, channel));
    sequence = (sequence + payloads.length) % 0x10000;
  };
  // By the time that has passed, not by the ticks: on a busy machine they come late, and the rate must hold.
  const send = () => {
    const due = Math.floor(((performance.now() - startedMs) * framesPerSecond) / 1_000);
    number = Math.max(number, due - MOST_LATE_SECONDS * framesPerSecond);
    while (number <= due) sendNext();
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
