import type { PictureSource } from './picture-source.ts';

const MOST_PAYLOAD_OCTETS = 1_400;
/** Filler has a header and a stop bit. */
const LEAST_FILLER_OCTETS = 16;
const RTP_HEADER_OCTETS = 12;
const INTERLEAVED_HEADER_OCTETS = 4;
const PACKET_OVERHEAD = RTP_HEADER_OCTETS + INTERLEAVED_HEADER_OCTETS;

/** Cuts a picture's units into payloads, and adds filler until it is as large as pictures of this stream are. */
export function packetizeFrame(source: PictureSource, number: number, wantedOctets: number): Buffer[] {
  const payloads = source.frame(number).flatMap((unit) => fragment(unit, source));
  let left = wantedOctets - payloads.reduce((sum, payload) => sum + payload.length + PACKET_OVERHEAD, 0);
  const fillers: Buffer[] = [];
  while (left >= LEAST_FILLER_OCTETS + PACKET_OVERHEAD) {
    const filler = source.filler(Math.min(MOST_PAYLOAD_OCTETS, left - PACKET_OVERHEAD));
    fillers.push(filler);
    left -= filler.length + PACKET_OVERHEAD;
  }
  // Filler stands before the slices of a picture or after them; behind them nothing waits for it.
  return [...payloads, ...fillers];
}

function fragment(unit: Buffer, { fragment: { headerOctets, type } }: PictureSource): Buffer[] {
  if (unit.length <= MOST_PAYLOAD_OCTETS) return [unit];
  const [first = 0, second = 0] = unit;
  const isShort = headerOctets === 1;
  const unitType = isShort ? first & 0x1f : (first >> 1) & 0x3f;
  const indicator = isShort ? [(first & 0xe0) | type] : [(first & 0x81) | (type << 1), second];
  const fragments: Buffer[] = [];
  const room = MOST_PAYLOAD_OCTETS - indicator.length - 1;
  for (let at = headerOctets; at < unit.length; at += room) {
    const isFirst = at === headerOctets;
    const isLast = at + room >= unit.length;
    const header = (isFirst ? 0x80 : 0) | (isLast ? 0x40 : 0) | unitType;
    fragments.push(Buffer.concat([Buffer.from([...indicator, header]), unit.subarray(at, at + room)]));
  }
  return fragments;
}

export interface RtpClock {
  readonly sequence: number;
  readonly timestamp: number;
  readonly source: number;
}

const PAYLOAD_TYPE = 96;

/** Packets of one picture (RFC 3550) in the frames of an RTSP connection (RFC 2326 §10.12), as one piece to send. */
export function frameRtp(payloads: readonly Buffer[], clock: RtpClock, channel: number): Buffer {
  const size = payloads.reduce((sum, payload) => sum + payload.length + PACKET_OVERHEAD, 0);
  const out = Buffer.allocUnsafe(size);
  let at = 0;
  for (const [place, payload] of payloads.entries()) {
    const isLast = place === payloads.length - 1;
    out[at] = 0x24;
    out[at + 1] = channel;
    out.writeUInt16BE(RTP_HEADER_OCTETS + payload.length, at + 2);
    out[at + 4] = 0x80;
    out[at + 5] = (isLast ? 0x80 : 0) | PAYLOAD_TYPE;
    out.writeUInt16BE((clock.sequence + place) % 0x10000, at + 6);
    out.writeUInt32BE(clock.timestamp % 2 ** 32, at + 8);
    out.writeUInt32BE(clock.source, at + 12);
    payload.copy(out, at + PACKET_OVERHEAD);
    at += PACKET_OVERHEAD + payload.length;
  }
  return out;
}
