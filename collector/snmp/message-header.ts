/** What a message says of itself before anything of it is believed: enough to tell whose answer it can be. */
export interface MessageHeader {
  readonly version: number;
  /** `request-id` of versions 1 and 2c, `msgID` of version 3. */
  readonly id: number;
  /** The community, or the engine of version 3 (empty in a discovery), in latin1. */
  readonly owner: string;
}

/** A legal answer of many long texts fits; what is larger is not taken apart. */
export const MOST_REPLY_BYTES = 16 * 1024;

const VERSION_3 = 3;
const INTEGER = 0x02;
const OCTETS = 0x04;
const SEQUENCE = 0x30;

/** Reads the header of a message (RFC 1157, 1901, 3412), and nothing behind it; `undefined` where it has none. Never throws. */
export function parseMessageHeader(packet: Uint8Array): MessageHeader | undefined {
  const message = enter(packet, SEQUENCE, 0);
  const version = message && readInteger(packet, message.from);
  if (version === undefined) return undefined;
  if (version.value === VERSION_3) return parseVersion3(packet, version.to);
  const community = enter(packet, OCTETS, version.to);
  const pdu = community && enter(packet, packet[community.to] ?? 0, community.to);
  const id = pdu && readInteger(packet, pdu.from);
  if (community === undefined || id === undefined) return undefined;
  return { version: version.value, id: id.value, owner: textOf(packet, community) };
}

function parseVersion3(packet: Uint8Array, from: number): MessageHeader | undefined {
  const header = enter(packet, SEQUENCE, from);
  const id = header && readInteger(packet, header.from);
  const security = header && enter(packet, OCTETS, header.to);
  const parameters = security && enter(packet, SEQUENCE, security.from);
  const engine = parameters && enter(packet, OCTETS, parameters.from);
  if (id === undefined || engine === undefined) return undefined;
  return { version: VERSION_3, id: id.value, owner: textOf(packet, engine) };
}

/**
 * Whether a message that came from another address answers a request: it knows its number, and the community, or the engine
 * once that is known.
 */
export function isAnswerTo(answer: MessageHeader, request: MessageHeader): boolean {
  if (answer.version !== request.version || answer.id !== request.id) return false;
  const isDiscovery = request.version === VERSION_3 && request.owner === '';
  return isDiscovery || answer.owner === request.owner;
}

interface Field {
  readonly from: number;
  readonly to: number;
}

/** The content of a field; lengths of more than two octets are no message of ours. */
function enter(packet: Uint8Array, tag: number, at: number): Field | undefined {
  const first = packet[at + 1];
  if (packet[at] !== tag || first === undefined || first > 0x82 || first === 0x80) return undefined;
  const [high, low] = [packet[at + 2] ?? 0, packet[at + 3] ?? 0];
  const length = first < 0x80 ? first : first === 0x81 ? high : high * 256 + low;
  const from = at + 2 + Math.max(0, first - 0x80);
  const to = from + length;
  return to <= packet.length ? { from, to } : undefined;
}

function readInteger(
  packet: Uint8Array,
  at: number,
): { readonly value: number; readonly to: number } | undefined {
  const field = enter(packet, INTEGER, at);
  const length = field === undefined ? 0 : field.to - field.from;
  if (field === undefined || length < 1 || length > 5) return undefined;
  let value = (packet[field.from] ?? 0) > 0x7f ? -1 : 0;
  for (let octet = field.from; octet < field.to; octet++) value = value * 256 + (packet[octet] ?? 0);
  return { value, to: field.to };
}

const textOf = (packet: Uint8Array, { from, to }: Field) =>
  Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength).toString('latin1', from, to);
