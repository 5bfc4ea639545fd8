export interface RtpPacket {
  readonly sequence: number;
  readonly source: number;
  readonly payloadBytes: number;
}

const HEADER_BYTES = 12;
/** Payload types that mark RTCP on the same channel (RFC 5761 §4). */
const [FIRST_RTCP, LAST_RTCP] = [64, 95];

/** Reads the header of an RTP packet (RFC 3550 §5.1); `undefined` where it is none, or carries nothing. */
export function parseRtp(bytes: Buffer): RtpPacket | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const [first = 0, second = 0] = bytes;
  const payloadType = second & 127;
  if (first >> 6 !== 2 || (payloadType >= FIRST_RTCP && payloadType <= LAST_RTCP)) return undefined;
  let headerBytes = HEADER_BYTES + (first & 15) * 4;
  if (first & 16) {
    if (bytes.length < headerBytes + 4) return undefined;
    headerBytes += 4 + bytes.readUInt16BE(headerBytes + 2) * 4;
  }
  const paddingBytes = first & 32 ? (bytes.at(-1) ?? 0) : 0;
  const payloadBytes = bytes.length - headerBytes - paddingBytes;
  if (payloadBytes <= 0) return undefined;
  return { sequence: bytes.readUInt16BE(2), source: bytes.readUInt32BE(8), payloadBytes };
}
