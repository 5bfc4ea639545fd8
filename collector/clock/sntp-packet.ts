import { days } from '../../core/time/units.ts';

/** What a time server said, checked: RFC 4330 (SNTP) and RFC 5905 (NTPv4). */
export interface SntpAnswer {
  /** When the server received our question, and when it sent its answer. */
  readonly receivedMs: number;
  readonly sentMs: number;
  readonly stratum: number;
  /** How wrong the server itself may be: half its way to the reference clock, and its dispersion. */
  readonly rootDistanceMs: number;
}

/** Why an answer is not believed: a closed set. `kiss`: the server asks not to be asked. */
export type SntpRefusal = 'malformed' | 'not-ours' | 'kiss' | 'unsynchronised' | 'too-far';

export const SNTP_BYTES = 48;
export const NONCE_BYTES = 8;

const VERSION = 4;
const MODE_CLIENT = 3;
const MODE_SERVER = 4;
const LEAP_UNKNOWN = 3;
const MOST_STRATUM = 15;
/** Farther from its reference clock than this and a server proves nothing (`maxdistance` of chrony). */
const MOST_DISTANCE_MS = 3_000;

/** NTP counts from 1900 in 32 bits, which begin again on 7 February 2036. */
const UNIX_EPOCH_S = 2_208_988_800;
const ERA_S = 2 ** 32;
/** No answer is of before: what looks older is of the next era. Our own clock must not be asked, it is what is in doubt. */
const EARLIEST_S = UNIX_EPOCH_S + Date.UTC(2025, 0, 1) / 1_000;

/** The transmit time is a number that nobody can guess instead of our time: the server repeats it. */
export function renderSntpQuestion(nonce: Uint8Array): Uint8Array {
  const packet = new Uint8Array(SNTP_BYTES);
  packet[0] = (VERSION << 3) | MODE_CLIENT;
  packet.set(nonce, 40);
  return packet;
}

export function parseSntpAnswer(packet: Uint8Array, nonce: Uint8Array): SntpAnswer | SntpRefusal {
  if (packet.length < SNTP_BYTES) return 'malformed';
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const first = view.getUint8(0);
  const version = (first >> 3) & 7;
  if ((first & 7) !== MODE_SERVER || version < 3 || version > VERSION) return 'malformed';
  if (!packet.subarray(24, 24 + NONCE_BYTES).every((byte, place) => byte === nonce[place])) return 'not-ours';
  const stratum = view.getUint8(1);
  if (stratum === 0) return 'kiss';
  if (first >> 6 === LEAP_UNKNOWN || stratum > MOST_STRATUM) return 'unsynchronised';
  if (isZero(packet, 32) || isZero(packet, 40)) return 'malformed';
  const rootDistanceMs = readShortMs(view, 4) / 2 + readShortMs(view, 8);
  if (rootDistanceMs > MOST_DISTANCE_MS) return 'too-far';
  const receivedMs = readTimeMs(view, 32);
  const sentMs = readTimeMs(view, 40);
  if (sentMs < receivedMs || sentMs - receivedMs > days(1)) return 'malformed';
  return { receivedMs, sentMs, stratum, rootDistanceMs };
}

const isZero = (packet: Uint8Array, offset: number) =>
  packet.subarray(offset, offset + 8).every((byte) => byte === 0);

/** 16 bits of seconds and 16 of their fraction. */
const readShortMs = (view: DataView, offset: number): number => (view.getUint32(offset) * 1_000) / 2 ** 16;

function readTimeMs(view: DataView, offset: number): number {
  const inEraS = view.getUint32(offset);
  const seconds = inEraS < EARLIEST_S ? inEraS + ERA_S : inEraS;
  return (seconds - UNIX_EPOCH_S) * 1_000 + (view.getUint32(offset + 4) * 1_000) / 2 ** 32;
}
