import type { UdpAgent } from './udp-agent.ts';
import { startUdpAgent } from './udp-agent.ts';

/** What an answer says; what is left out is what an honest server says. */
export interface NtpFields {
  readonly leap?: number;
  readonly version?: number;
  readonly mode?: number;
  readonly stratum?: number;
  readonly rootDelayMs?: number;
  readonly rootDispersionMs?: number;
  readonly originate?: Uint8Array;
  readonly receivedMs?: number;
  readonly sentMs?: number;
}

const UNIX_EPOCH_S = 2_208_988_800;

/** An answer to a question, as RFC 5905 lays it out; of times only the 32 bits of their era are sent. */
export function ntpAnswer(question: Uint8Array, timeMs: number, fields: NtpFields = {}): Buffer {
  const { leap = 0, version = 4, mode = 4, stratum = 2, receivedMs = timeMs, sentMs = timeMs } = fields;
  const packet = Buffer.alloc(48);
  packet[0] = (leap << 6) | (version << 3) | mode;
  packet[1] = stratum;
  packet.writeUInt32BE(Math.round(((fields.rootDelayMs ?? 10) * 65_536) / 1_000), 4);
  packet.writeUInt32BE(Math.round(((fields.rootDispersionMs ?? 5) * 65_536) / 1_000), 8);
  packet.set(fields.originate ?? question.subarray(40, 48), 24);
  writeTime(packet, 32, receivedMs);
  writeTime(packet, 40, sentMs);
  return packet;
}

function writeTime(packet: Buffer, offset: number, timeMs: number): void {
  const wholeS = Math.floor(timeMs / 1_000);
  packet.writeUInt32BE((wholeS + UNIX_EPOCH_S) % 2 ** 32, offset);
  packet.writeUInt32BE(Math.floor(((timeMs - wholeS * 1_000) * 2 ** 32) / 1_000), offset + 4);
}

/** A time server on a free port of the loopback, until the calling test ends. */
export const startNtpServer = (timeMs: () => number, fields: NtpFields = {}): Promise<UdpAgent> =>
  startUdpAgent((question, send) => send(ntpAnswer(question, timeMs(), fields)));
