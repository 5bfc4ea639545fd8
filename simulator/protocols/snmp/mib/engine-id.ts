const MOST_TEXT_OCTETS = 27;
/** The enterprise for examples (RFC 5612: 32473), and format 4: a text that the administrator chose. */
const PREFIX = Buffer.from([0x80, 0x00, 0x7e, 0xd9, 0x04]);

/** `snmpEngineID` (RFC 3411): 32 octets at most, and another one for every device. */
export function engineIdOf(deviceId: string): Buffer {
  return Buffer.concat([PREFIX, Buffer.from(deviceId).subarray(-MOST_TEXT_OCTETS)]);
}
