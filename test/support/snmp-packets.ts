/** Packets of SNMP made by hand, right and wrong ones. Lengths are those of BER, at most 65535. */

export function tlv(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

export function int(value: number, tag = 0x02): Buffer {
  const octets = Buffer.alloc(4);
  octets.writeInt32BE(value);
  return tlv(tag, octets);
}

export const octets = (text: string): Buffer => tlv(0x04, Buffer.from(text));
export const sequence = (...contents: readonly Buffer[]): Buffer => tlv(0x30, ...contents);

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

export const varbind = (name: string, value: Buffer): Buffer => sequence(oid(name), value);

export interface ResponseParts {
  readonly id: number;
  readonly varbinds: readonly Buffer[];
  readonly status?: number;
  readonly index?: number;
  readonly community?: string;
  /** As it is sent: 1 is version 2c. */
  readonly version?: number;
  /** Of the PDU: 0xa2 is a response. */
  readonly tag?: number;
}

export function response({
  id,
  varbinds,
  status = 0,
  index = 0,
  community = 'camwatch',
  version = 1,
  tag = 0xa2,
}: ResponseParts): Buffer {
  const pdu = tlv(tag, int(id), int(status), int(index), sequence(...varbinds));
  return sequence(int(version), octets(community), pdu);
}

/** What an honest agent says that shows nothing but since when it runs: 42 seconds. */
export function answerUptime(request: Buffer): Buffer {
  return response({
    id: parseRequest(request).id,
    varbinds: [varbind('1.3.6.1.2.1.1.3.0', int(4_200, 0x43))],
  });
}

/** A request of version 1 or 2c, as far as a test needs to understand it. */
export interface ParsedRequest {
  readonly id: number;
  readonly kind: 'get' | 'next' | 'bulk';
  readonly oids: readonly string[];
}

const KINDS = new Map([
  [0xa0, 'get'],
  [0xa1, 'next'],
  [0xa5, 'bulk'],
] as const);

export function parseRequest(packet: Buffer): ParsedRequest {
  const [, , pdu] = children(children(packet)[0]?.content ?? Buffer.alloc(0));
  const [id, , , list] = children(pdu?.content ?? Buffer.alloc(0));
  const kind = KINDS.get(pdu?.tag as 0xa0);
  if (id === undefined || list === undefined || kind === undefined)
    throw new Error('no request of version 1 or 2c');
  return {
    id: id.content.readIntBE(0, id.content.length),
    kind,
    oids: children(list.content).map(({ content }) =>
      dotted(children(content)[0]?.content ?? Buffer.alloc(0)),
    ),
  };
}

function children(content: Buffer): { tag: number; content: Buffer }[] {
  const found: { tag: number; content: Buffer }[] = [];
  for (let offset = 0; offset < content.length; ) {
    const tag = content.readUInt8(offset);
    const first = content.readUInt8(offset + 1);
    const extra = first >= 0x80 ? first - 0x80 : 0;
    const length = extra > 0 ? content.readUIntBE(offset + 2, extra) : first;
    const from = offset + 2 + extra;
    found.push({ tag, content: content.subarray(from, from + length) });
    offset = from + length;
  }
  return found;
}

function dotted(content: Buffer): string {
  const arcs: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) arcs.push(value);
    if (byte < 0x80) value = 0;
  }
  const [first = 0, ...rest] = arcs;
  return [Math.floor(first / 40), first % 40, ...rest].join('.');
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  return length < 0x100 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff]);
}

function base128(arc: number): number[] {
  const groups = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    groups.unshift((rest % 128) | 0x80);
  return groups;
}
