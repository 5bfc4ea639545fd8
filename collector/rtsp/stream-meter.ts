import { parseRtp, type RtpPacket } from './parse-rtp.ts';

export interface StreamCounts {
  readonly packets: number;
  /** Of whole RTP packets, their headers included. */
  readonly bytes: number;
  /** Packets that their sequence numbers say were sent and that never came. */
  readonly lost: number;
  /** Frames on the channel of the video that are no RTP packet. */
  readonly invalid: number;
}

/** Counts the packets of one track as they come. */
export interface StreamMeter {
  readonly onFrame: (channel: number, payload: Buffer) => void;
  /** The channel that the server chose, where it is another one than was asked for. */
  readonly listenTo: (channel: number) => void;
  /** Resolves with the first packet, to the instant of {@link performance.now} at which it came. */
  readonly firstAtMs: Promise<number>;
  readonly counts: () => StreamCounts;
}

/** A jump further than this is no loss: the server began to count anew (RFC 3550 A.1). */
const LARGEST_JUMP = 3_000;

export function createStreamMeter(nowMs: () => number = () => performance.now()): StreamMeter {
  const first = Promise.withResolvers<number>();
  let channel = 0;
  let [packets, bytes, lost, invalid] = [0, 0, 0, 0];
  let last: RtpPacket | undefined;

  /** A packet that comes late was counted as lost when the one behind it came. */
  const countLoss = (packet: RtpPacket) => {
    if (!last || last.source !== packet.source) {
      last = packet;
      return;
    }
    const ahead = (packet.sequence - last.sequence + 65_536) % 65_536;
    const isLate = ahead > 65_536 - LARGEST_JUMP;
    if (isLate) lost = Math.max(0, lost - 1);
    else if (ahead > 0 && ahead <= LARGEST_JUMP) lost += ahead - 1;
    if (!isLate) last = packet;
  };

  return {
    onFrame: (from, payload) => {
      if (from !== channel) return;
      const packet = parseRtp(payload);
      if (!packet) {
        invalid++;
        return;
      }
      if (packets++ === 0) first.resolve(nowMs());
      bytes += payload.length;
      countLoss(packet);
    },
    listenTo: (chosen) => {
      channel = chosen;
    },
    firstAtMs: first.promise,
    counts: () => ({ packets, bytes, lost, invalid }),
  };
}
