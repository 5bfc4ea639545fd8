import { int, octets, oid, sequence, tlv } from './snmp-packets.ts';

/** Messages of SNMPv3 without signature and encryption, made by hand. */

export interface V3Parts {
  readonly id: number;
  readonly pdu: Buffer;
  readonly boots?: number;
  readonly time?: number;
  /** Bits of the message: 1 signed, 2 encrypted, 4 wants a report. */
  readonly flags?: number;
}

const ENGINE = tlv(0x04, Buffer.from('80001f8880c0ffee02', 'hex'));
const NOTHING = octets('');
const USER_SECURITY_MODEL = 3;

export function v3Message({ id, pdu, boots = 1, time = 1, flags = 0 }: V3Parts): Buffer {
  const header = sequence(int(id), int(65_507), tlv(0x04, Buffer.from([flags])), int(USER_SECURITY_MODEL));
  const security = tlv(0x04, sequence(ENGINE, int(boots), int(time), NOTHING, NOTHING, NOTHING));
  return sequence(int(3), header, security, sequence(ENGINE, NOTHING, pdu));
}

/** A report, as an agent answers what it cannot check: `counter` names why (4: another engine id). */
export function reportPdu(counter: number): Buffer {
  const name = oid(`1.3.6.1.6.3.15.1.1.${counter}.0`);
  return tlv(0xa8, int(0), int(0), int(0), sequence(sequence(name, int(1, 0x41))));
}

/** The number that a message of SNMPv3 is answered by. */
export function v3MessageId(packet: Buffer): number {
  // A sequence, the version, the header, and in it first of all the number.
  const header = packet.indexOf(Buffer.from([0x02, 0x01, 0x03, 0x30])) + 5;
  const length = packet.readUInt8(header + 1);
  return packet.readIntBE(header + 2, length);
}
