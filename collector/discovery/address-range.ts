import { isIPv4 } from 'node:net';

/** IPv4 addresses as numbers, both ends included. */
export interface AddressRange {
  readonly from: number;
  readonly to: number;
}

/** First address of what no single device has: groups, the reserved block, broadcast. */
const FIRST_GROUP = 0xe0000000;
const FIRST_HOST = 0x01000000;
const LARGEST_HOST_BITS = 24;

/**
 * Reads `10.1.2.0/24` (without its first and last address), `10.1.2.10-10.1.2.40`, `10.1.2.10-40` or `10.1.2.3`;
 * `undefined` where the text is no range of addresses that single devices have. Ranges of IPv6 are too large to ask.
 */
export function parseRange(text: string): AddressRange | undefined {
  const range = parseBlock(text) ?? parseSpan(text);
  if (!range || range.from > range.to || range.from < FIRST_HOST || range.to >= FIRST_GROUP) return undefined;
  return range;
}

function parseBlock(text: string): AddressRange | undefined {
  const [, address = '', bitsText] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  const hostBits = 32 - Number(bitsText);
  if (!isIPv4(address) || hostBits < 0 || hostBits > LARGEST_HOST_BITS) return undefined;
  const size = 2 ** hostBits;
  const from = Math.floor(toNumber(address) / size) * size;
  const to = from + size - 1;
  // The network and its broadcast are no devices; a block of one or two has neither (RFC 3021).
  return size > 2 ? { from: from + 1, to: to - 1 } : { from, to };
}

function parseSpan(text: string): AddressRange | undefined {
  const [first = '', last = first, ...more] = text.split('-');
  const lastAddress = /^\d{1,3}$/.test(last) ? first.replace(/\d+$/, last) : last;
  if (more.length > 0 || !isIPv4(first) || !isIPv4(lastAddress)) return undefined;
  return { from: toNumber(first), to: toNumber(lastAddress) };
}

/** In order, and none twice where ranges overlap. */
export function mergeRanges(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const merged: AddressRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (!last || range.from > last.to + 1) merged.push(range);
    else merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return merged;
}

export function countAddresses(ranges: readonly AddressRange[]): number {
  return mergeRanges(ranges).reduce((count, { from, to }) => count + to - from + 1, 0);
}

export function* listAddresses(ranges: readonly AddressRange[]): Generator<string> {
  for (const { from, to } of mergeRanges(ranges)) {
    for (let address = from; address <= to; address++) yield toText(address);
  }
}

function toNumber(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}

function toText(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
}
